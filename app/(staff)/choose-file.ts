import { type FileKind, MAX_SIDE_PX, tooLargeSentence } from '@/lib/files/file-type.ts'

/** What a phone sends in a moment as it is. */
const SMALL_BYTES = 500_000

/**
 * Makes what was chosen in a file box ready to send: a photo goes at the size it is kept in, a tenth of what the camera
 * wrote. Answers a sentence, and lets the file go, where it is still larger than its kind may be.
 */
export async function chooseFile(box: HTMLInputElement, kind: FileKind): Promise<string | undefined> {
  const file = box.files?.[0]
  if (file === undefined) return undefined
  const sendHeld = holdSubmit(box.form)
  const small = kind === 'photo' || file.type === 'image/jpeg' ? await shrink(file) : file
  const wrong = tooLargeSentence(small, kind)
  // Once this is written into the box, or let go.
  queueMicrotask(() => sendHeld(wrong === undefined))
  // Something else was chosen meanwhile.
  if (box.files?.[0] !== file) return undefined
  if (wrong !== undefined) box.value = ''
  else if (small !== file) {
    const carrier = new DataTransfer()
    carrier.items.add(small)
    box.files = carrier.files
  }
  return wrong
}

/** Keeps a form from being sent while its photo is made small; what was pressed meanwhile is sent by the answer. */
function holdSubmit(form: HTMLFormElement | null): (send: boolean) => void {
  let pressed: SubmitEvent | undefined
  const hold = (event: SubmitEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = event
  }
  form?.addEventListener('submit', hold, { capture: true })
  return (send) => {
    form?.removeEventListener('submit', hold, { capture: true })
    if (send && pressed !== undefined) form?.requestSubmit(pressed.submitter)
  }
}

/** The picture as a JPEG of at most 2,000 px a side; the file itself where that is no smaller, or cannot be done here. */
async function shrink(file: File): Promise<File> {
  if (file.size < SMALL_BYTES) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    const pen = canvas.getContext('2d')
    if (pen === null) return file
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    if (drawn === null || drawn.size >= file.size) return file
    return new File([drawn], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: drawn.type })
  } catch {
    return file
  }
}
