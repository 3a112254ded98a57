import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Sentence } from './sentence.ts'

/** Stops a server that a killed start left on the same data, and removes its note when it is gone. */
export async function stopLeftover(data: string): Promise<void> {
  const noted = serverPid(data)
  if (noted === undefined) return
  if (alive(noted) && isPostgres(noted)) {
    killServer(data, 'SIGINT')
    for (let waited = 0; waited < 20_000 && alive(noted); waited += 100) {
      if (waited === 10_000) killServer(data, 'SIGQUIT')
      await sleep(100)
    }
    if (alive(noted))
      throw new Sentence(
        `A database server from an earlier start (process ${noted}) does not stop: end it and start again.`,
      )
  }
  // A process number may be in use again by a stranger, which PostgreSQL would take for its own server.
  rmSync(join(data, 'postmaster.pid'), { force: true })
}

function serverPid(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Signals the server that noted itself in the data, if it still is one. */
export function killServer(data: string, signal: NodeJS.Signals): void {
  const pid = serverPid(data)
  if (pid === undefined || !isPostgres(pid)) return
  try {
    process.kill(pid, signal)
  } catch {
    // Gone in the meantime.
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('postgres') ?? false
  } catch {
    // No /proc (macOS): the note names a living process, and PostgreSQL removes its note when it ends.
    return process.platform !== 'linux'
  }
}
