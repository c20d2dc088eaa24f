import { defineModels, type ModelSpec } from '@htmlgraph/core/provider'
import table from './models.json' with { type: 'json' }

/** The names that Copilot CLI 1.0.102 completes after `--model`, 2026-11; a user's plan decides which of them run. */
export const copilotModels: readonly ModelSpec[] = defineModels(table)
