/** A busy machine may need long to print anything at all, so a limit grows until something came in time. */
export const GROWING_LIMITS_MS: readonly number[] = [400, 1_600, 6_400, 25_600]
