import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const PROJECT = resolve(import.meta.dirname, '../..')

/** Every file of the project that git tracks or would track, relative to its root. */
export function projectFiles(...endings: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  return listed
    .split('\n')
    .filter((file) => file !== '' && (endings.length === 0 || endings.some((ending) => file.endsWith(ending))))
    .filter((file) => {
      try {
        readFileSync(join(PROJECT, file))
        return true
      } catch {
        return false
      }
    })
}

export function source(file: string): string {
  return readFileSync(join(PROJECT, file), 'utf8')
}

/** The modules a file imports, as written. */
export function importsOf(file: string): string[] {
  return [...source(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

/** Lines that hold code: comments and strings do not break a rule. */
export function codeOf(file: string): string {
  return source(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
}

export const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file)
