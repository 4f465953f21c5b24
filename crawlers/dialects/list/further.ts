import type { ListReading, PageRequest } from '../dialect.ts'

/** A list with more pages behind it, each address once; a page without rows has none. */
export function withFurther(read: ListReading, further: readonly PageRequest[]): ListReading {
  if (read.items.length === 0 || further.length === 0) return read
  const next = new Map([...read.next, ...further].map((request) => [`${request.url}\n${request.body ?? ''}`, request]))
  return { ...read, next: [...next.values()] }
}
