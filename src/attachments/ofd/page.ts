import { type ChildNode, type Element, isTag } from 'domhandler'
import { textContent } from 'domutils'
import { foldRadicals } from '../fold.ts'
import { apply, asMatrix, compose, identity, type Matrix } from '../pdf/geometry.ts'
import { type RuledPath, type Rulings, rulingsOfPaths } from '../pdf/rulings.ts'
import type { Run } from '../pdf/runs.ts'
import { attribute, childrenOf, firstNamed, localName } from '../word/markup.ts'

/** OFD measures in millimetres; the reading of pages is in points. */
const POINTS = 72 / 25.4
/** A page with more characters than this is none of a person. */
const MOST_CHARACTERS = 200_000
/** Blocks nest; deeper than this is no document of a person. */
const DEEPEST = 50

/** What a page, or the template under it, places on the paper. */
export interface Placed {
  readonly runs: readonly Run[]
  readonly rulings: Rulings
  readonly pictures: number
}

/** Numbers of an attribute such as `Boundary`. */
function numbers(element: Element, name: string): number[] {
  const words = (attribute(element, name) ?? '').trim().split(/\s+/)
  return words.map(Number).filter(Number.isFinite)
}

/** From the space of an object to the page, in points (GB/T 33190 8.5): its own matrix, then the corner of its boundary. */
function matrixOf(element: Element): Matrix {
  const [x = 0, y = 0] = numbers(element, 'Boundary')
  const own = asMatrix(numbers(element, 'CTM')) ?? identity
  return compose([POINTS, 0, 0, POINTS, x * POINTS, y * POINTS], own)
}

/** Steps between characters: `3.5 3.5 g 4 7`, where g repeats a step. */
function steps(code: Element, name: string, count: number): number[] {
  const words = (attribute(code, name) ?? '').trim().split(/\s+/).filter(Boolean)
  const found: number[] = []
  for (let at = 0; at < words.length && found.length < count; at++) {
    if (words[at] !== 'g') found.push(Number(words[at]) || 0)
    else {
      const [times, step] = [Number(words[at + 1]) || 0, Number(words[at + 2]) || 0]
      for (let n = 0; n < times && found.length < count; n++) found.push(step)
      at += 2
    }
  }
  return found
}

/** Where each character of a piece of text stands; without steps it is as wide as its font usually is. */
function* charactersOf(code: Element, size: number): Generator<{ text: string; x: number; y: number; wide: number }> {
  const text = [...foldRadicals(textContent(code)).replace(/[\r\n\t]+/g, ' ')]
  const [across, down] = [steps(code, 'DeltaX', text.length), steps(code, 'DeltaY', text.length)]
  let [x, y] = [Number(attribute(code, 'X')) || 0, Number(attribute(code, 'Y')) || 0]
  for (const [at, character] of text.entries()) {
    const wide = character > '\u2e7f' ? size : size / 2
    yield { text: character, x, y, wide }
    x += across[at] ?? (down[at] === undefined ? wide : 0)
    y += down[at] ?? 0
  }
}

/** The text of one object, a run a stretch without a gap. */
function runsOf(object: Element): Run[] {
  const matrix = matrixOf(object)
  const size = Number(attribute(object, 'Size')) || 3.5
  const height = Math.hypot(matrix[2], matrix[3]) * size
  const runs: Run[] = []
  for (const code of childrenOf(object).filter((child) => localName(child) === 'TextCode')) {
    const first = runs.length
    for (const { text, x, y, wide } of charactersOf(code, size)) {
      const [left, baseline] = apply(matrix, x, y)
      const right = apply(matrix, x + wide, y)[0]
      const open = runs.length > first ? runs.at(-1) : undefined
      const isNext = open !== undefined && Math.abs(baseline - open.baseline) < 1 && left - open.right < height * 0.8
      if (isNext) runs[runs.length - 1] = { ...open, text: open.text + text, right }
      else runs.push({ text, left, right, baseline, size: height })
    }
  }
  return runs.filter((run) => run.text.trim() !== '' && run.size > 0)
}

/** How many numbers follow each operator of a path (GB/T 33190 9.3). */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }

/** The straight parts of a path; curves are left out, they rule no tables. */
function pathsOf(object: Element): RuledPath[] {
  const matrix = matrixOf(object)
  const data = textContent(firstNamed(object, 'AbbreviatedData') ?? object)
  const words = data.trim().split(/\s+/)
  const filled = attribute(object, 'Fill') === 'true' && attribute(object, 'Stroke') === 'false'
  const parts: [number, number][][] = []
  for (let at = 0; at < words.length; ) {
    const operator = words[at] ?? ''
    const count = OPERANDS[operator]
    if (count === undefined) return []
    const part = parts.at(-1)
    const point = apply(matrix, Number(words[at + 1]), Number(words[at + 2]))
    if (operator === 'M' || operator === 'S') parts.push([point])
    else if (operator === 'L') part?.push(point)
    else if (operator === 'C' && part?.[0] !== undefined) part.push([...part[0]])
    else parts.push([])
    at += 1 + count
  }
  return parts.map((points) => ({ points, filled }))
}

function* objectsOf(node: Element, depth = 0): Generator<Element> {
  if (depth > DEEPEST) return
  for (const child of childrenOf(node)) {
    const name = localName(child)
    if (/^(?:TextObject|PathObject|ImageObject)$/.test(name)) yield child
    else if (/^(?:Content|Layer|PageBlock)$/.test(name)) yield* objectsOf(child, depth + 1)
  }
}

/** What the content of a page or of a template places on it. */
export function placedOn(page: Element): Placed {
  const runs: Run[] = []
  const paths: RuledPath[] = []
  let [pictures, characters] = [0, 0]
  for (const object of objectsOf(page)) {
    const name = localName(object)
    if (name === 'ImageObject') pictures++
    else if (name === 'PathObject') paths.push(...pathsOf(object))
    else if (characters < MOST_CHARACTERS) {
      const found = runsOf(object)
      characters += found.reduce((sum, { text }) => sum + text.length, 0)
      runs.push(...found)
    }
  }
  return { runs, rulings: rulingsOfPaths(paths), pictures }
}

/** The height of a page in points, as its area says; null when it says none. */
export function heightOf(area: Element | null): number | null {
  const box = firstNamed(area, 'PhysicalBox')
  const [, , , height] = box === null ? [] : textContent(box).trim().split(/\s+/).map(Number)
  return height !== undefined && height > 0 ? height * POINTS : null
}

/** The first element of a piece of XML; null when there is none. */
export function rootOf(children: readonly ChildNode[]): Element | null {
  return children.find((node): node is Element => isTag(node)) ?? null
}
