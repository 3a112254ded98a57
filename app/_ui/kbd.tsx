/** A key, drawn. For readers of the screen the surrounding text or `aria-keyshortcuts` says it. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>
}
