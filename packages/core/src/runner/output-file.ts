import { closeSync, fchmodSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from './run-directory.ts'
import { SafePieces } from './safe-pieces.ts'

/** A file takes no more than this. */
const MOST_BYTES = 256 * 1024 * 1024

/** Keeps all that a child prints in a file, up to 256 MiB, secrets removed. It never costs the run. */
export class OutputFile {
  readonly path: string
  readonly #pieces: SafePieces
  #descriptor: number | null
  #freeBytes: number
  #problem: string | null = null

  /** Takes over the file, which is open for writing. */
  constructor(
    file: { readonly path: string; readonly descriptor: number },
    secrets: readonly string[],
    mostBytes: number = MOST_BYTES,
  ) {
    this.path = file.path
    this.#descriptor = file.descriptor
    this.#pieces = new SafePieces(secrets)
    this.#freeBytes = mostBytes
  }

  /** Why the file does not hold all of the output; `null` when it does. */
  get problem(): string | null {
    return this.#problem
  }

  /** Writes what is complete of the output so far. Keeps no part of `chunk`. */
  write(chunk: Buffer): void {
    if (this.#descriptor !== null) this.#append(this.#pieces.push(chunk))
  }

  /** Writes the rest. What comes later is dropped. */
  close(): void {
    if (this.#descriptor !== null) this.#append(this.#pieces.end())
    this.#release()
  }

  /** For a run that never began. */
  remove(): void {
    this.#release()
    unlinkSync(this.path)
  }

  #append(text: string): void {
    if (this.#descriptor === null || text === '') return
    const bytes = Buffer.from(text)
    try {
      writeFileSync(this.#descriptor, bytes.subarray(0, this.#freeBytes))
    } catch (error) {
      this.#giveUp(error instanceof Error ? error.message : String(error))
      return
    }
    this.#freeBytes -= bytes.length
    if (this.#freeBytes < 0) this.#giveUp('it is full')
  }

  #giveUp(reason: string): void {
    this.#problem = `Not all of the output is in ${this.path}: ${reason}.`
    this.#release()
  }

  #release(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }
}

/**
 * Makes the next file of a directory: `1.jsonl`, `2.jsonl`, for the user alone.
 *
 * @throws the error of the file system.
 */
export function createOutputFile(directory: string, secrets: readonly string[]): OutputFile {
  mkdirSync(directory, { recursive: true, mode: PRIVATE_DIRECTORY })
  for (let number = 1; ; number += 1) {
    const path = join(directory, `${number}.jsonl`)
    const descriptor = openNew(path)
    if (descriptor !== null) return new OutputFile({ path, descriptor }, secrets)
  }
}

/** `null` when somebody has the name, be it a link to nowhere. */
function openNew(path: string): number | null {
  try {
    const descriptor = openSync(path, 'wx', PRIVATE_FILE)
    fchmodSync(descriptor, PRIVATE_FILE)
    return descriptor
  } catch (error) {
    if (Reflect.get(error as Error, 'code') === 'EEXIST') return null
    throw error
  }
}
