/** A cell of a table; spans only where they are more than one. */
export interface Cell {
  readonly text: string
  readonly colspan?: number
  readonly rowspan?: number
}

/** A piece of a report's body, before a site gives it its markup. */
export type Block =
  | { readonly kind: 'chapter' | 'section' | 'paragraph' | 'signature' | 'caption'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly Cell[])[] }

/** The text of blocks, a line a block and a cell; for file formats that have no markup. */
export function blockLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.text).join('  ')) : [block.text],
  )
}

/** Blocks with a text replaced everywhere. */
export function rewriteBlocks(blocks: readonly Block[], rewrite: (text: string) => string): Block[] {
  return blocks.map((block) =>
    block.kind === 'table'
      ? { kind: 'table', rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: rewrite(cell.text) }))) }
      : { kind: block.kind, text: rewrite(block.text) },
  )
}
