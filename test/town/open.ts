import { startTown, type Town, type TownOptions } from './town.ts'

/** The town on the wanted port, or on a free one where that is taken. */
export async function openTown(options: TownOptions): Promise<Town> {
  try {
    return await startTown(options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    console.log(`Port ${options.port} is taken: the town takes a free one.`)
    return await startTown({ ...options, port: 0 })
  }
}
