/** Paths inside the archive: a folder per address, a file per assembly, none twice, and nothing a file system stumbles over. */
export function reportNames(
  reports: readonly { line1: string; city: string | null; serial: string | null; type: string; tested_on: string }[],
): string[] {
  const taken = new Set<string>()
  return reports.map(({ line1, city, serial, type, tested_on }) => {
    const folder = safe([line1, city].filter(Boolean).join(', '), 'Site')
    const base = `${folder}/${safe(serial ?? '', type)} ${tested_on}`
    let name = `${base}.pdf`
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base} (${n}).pdf`
    taken.add(name.toLowerCase())
    return name
  })
}

function safe(text: string, otherwise: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^\w ,#()-]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? otherwise : plain
}
