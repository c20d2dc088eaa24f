import { defineModels } from '@htmlgraph/core/provider'
import table from './models.json' with { type: 'json' }

/**
 * The catalogue inside Claude Code 2.1.330, 2026-11, without the models that only few may use
 * (`claude-mythos-*`). One it does not know it sends to the API verbatim and prices by a guess;
 * in place of `claude-opus-4-1` it puts its newest Opus without a word.
 */
export const claudeModels = defineModels(table)
