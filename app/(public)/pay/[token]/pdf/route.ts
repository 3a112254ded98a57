import { answerLinkedPaper } from '@/lib/files/linked-paper.ts'

/** The paper of the invoice this link leads to. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return answerLinkedPaper('invoice', (await params).token)
}
