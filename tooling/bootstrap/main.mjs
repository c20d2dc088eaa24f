// Only syntax that an old Node can read stands here, so that it gets a sentence and not a stack.
const oldest = 20

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `HtmlGraph needs Node ${oldest} or newer to start; this is ${process.version}. ` +
      'Install a newer Node from https://nodejs.org and run the command again.\n',
  )
  process.exitCode = 1
} else {
  void import('./src/bootstrap.mjs').then(({ bootstrap }) => bootstrap(process.argv.slice(2)))
}
