import * as fs from 'node:fs'

/** Every call that the store makes to the file system, so that a test can make the Nth one fail. */
export type FilePort = Pick<
  typeof fs,
  | 'accessSync'
  | 'closeSync'
  | 'fchmodSync'
  | 'fdatasyncSync'
  | 'fstatSync'
  | 'chmodSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'watch'
  | 'writeFileSync'
>

/** The real file system. Synchronous: for small files that is several times faster than promises. */
export const nodeFilePort: FilePort = fs
