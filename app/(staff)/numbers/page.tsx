import { redirect } from 'next/navigation'

export default function NumbersPage() {
  redirect('/numbers/compliance')
}
