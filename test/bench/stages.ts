export async function measureStages(n: number): Promise<{ name: string; ms: number }[]> { return [] }
export function stageTable(s: readonly { name: string; ms: number }[]): string { return '' }
