import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isDocumentName, readDocument, siteHref } from '@/lib/policies/documents.ts'
import { siteMetadata } from '../../site-metadata.ts'
import { Markdown } from '../../markdown.tsx'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  if (!isDocumentName(slug)) return {}
  const { title } = readDocument(slug)
  return siteMetadata(`/policies/${slug}`, {
    title,
    description: `${title}: the document FlowTrack Pro is built and tested against.`,
  })
}

/** A policy document: the same file the code is tested against. */
export default async function PolicyPage({ params }: Props) {
  const { slug } = await params
  if (!isDocumentName(slug)) notFound()
  const { title, blocks } = readDocument(slug)
  return (
    <article className={`prose ${slug === 'rules' || slug === 'roles' ? 'prose-wide' : ''}`}>
      <h1 className="site-title">{title}</h1>
      <Markdown blocks={blocks} resolve={(href) => siteHref(slug, href)} />
    </article>
  )
}
