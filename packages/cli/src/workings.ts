/**
 * What the commands load once they run, as one piece: it needs all of core. Command lines and help texts need none of it,
 * and every file more takes a command some milliseconds to find.
 */
export { examineProject } from './agents/examine-project.ts'
export { makePlan } from './demo/make-plan.ts'
export { demoData, isAsExpected, printDemo } from './demo/report-demo.ts'
export { runPlan } from './demo/run-plan.ts'
export { openInBrowser } from './open-in-browser.ts'
export { openProject } from './open-project.ts'
export { applySetup } from './setup/apply-setup.ts'
export { planSetup } from './setup/plan-setup.ts'
