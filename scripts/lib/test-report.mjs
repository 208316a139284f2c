import {existsSync, readFileSync} from 'node:fs'
import {stripVTControlCharacters} from 'node:util'

const FIRST_LINES = 12
const NONE = {passed: 0, failed: 0, skipped: 0, failures: []}

/** What Vitest's JSON report says: `{passed, failed, skipped, failures: [{name, why}]}`. A file that could not be run is a failure too, though no test of it is counted. */
export function vitestReport(file) {
  if (!existsSync(file)) return NONE
  const {numPassedTests, numFailedTests, numPendingTests, testResults} = JSON.parse(readFileSync(file, 'utf8'))
  const failures = testResults.flatMap(({name, status, message, assertionResults}) => {
    const ofTests = assertionResults
      .filter(test => test.status === 'failed')
      .map(test => ({name: `${name} › ${test.fullName}`, why: firstLines(test.failureMessages.join('\n'))}))
    return status === 'failed' && ofTests.length === 0 ? [{name, why: firstLines(message)}] : ofTests
  })
  return {passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures}
}

/** The same of Playwright's. */
export function playwrightReport(file) {
  if (!existsSync(file)) return NONE
  const {stats, suites, errors} = JSON.parse(readFileSync(file, 'utf8'))
  const failures = [...suites.flatMap(failedSpecs), ...errors.map(({message}) => ({name: 'Playwright', why: firstLines(message ?? '')}))]
  return {passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, failures}
}

function failedSpecs({specs = [], suites = []}) {
  const here = specs.filter(spec => !spec.ok).map(spec => ({name: `${spec.file}:${spec.line} › ${spec.title}`, why: whyFailed(spec)}))
  return [...here, ...suites.flatMap(failedSpecs)]
}

function whyFailed({tests}) {
  const errors = tests.flatMap(test => test.results).flatMap(result => result.errors ?? [])
  return firstLines(errors.map(({message}) => message ?? '').join('\n'))
}

/** Without the lines of the test runner's own code. */
function firstLines(text) {
  const lines = stripVTControlCharacters(text).split('\n')
  return lines
    .filter(line => !/\/node_modules\/|at new Promise/.test(line))
    .slice(0, FIRST_LINES)
    .map(line => line.slice(0, 400))
    .join('\n')
}
