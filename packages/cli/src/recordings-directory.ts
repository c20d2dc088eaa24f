import { fileURLToPath } from 'node:url'

/** The recorded runs that the demo replays. This file and the bundle made of it lie equally deep. */
export const RECORDINGS_DIRECTORY: string = fileURLToPath(new URL('../recordings', import.meta.url))
