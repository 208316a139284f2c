import {useEffect, useState} from 'react'
import type {Sentence} from '../../../core/language/message.ts'
import type {Result} from '../../../core/result.ts'
import type {RoundId} from '../../../core/round/owner.ts'
import type {AnnotatorProgress, RoundGrid} from '../../../ipc/round-api.ts'
import type {Workspace} from '../../state/workspace.ts'

/** Milliseconds between looks while nobody finishes anything: that somebody has begun an article is told of no sooner. */
const EVERY = 60_000

type Answers<T> = {readonly of: ReadonlyMap<RoundId, T>; readonly problem: Sentence | undefined}

/** What the hub answers about each of these rounds: asked when the hub is there again, with `news`, and each minute. The answers before stay meanwhile. */
function useAsked<T>(workspace: Workspace, rounds: readonly RoundId[], news: unknown, ask: (round: RoundId) => Promise<Result<T>>): Answers<T> {
  const [answers, setAnswers] = useState<Answers<T>>({of: new Map(), problem: undefined})
  const [minute, setMinute] = useState(0)
  const wanted = rounds.join('\n')
  const {connected} = workspace.connection.state()
  useEffect(() => {
    const timer = setInterval(() => setMinute(before => before + 1), EVERY)
    return () => clearInterval(timer)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each of these
  useEffect(() => {
    let isOver = false
    const asked = wanted === '' ? [] : wanted.split('\n')
    void Promise.all(asked.map(async round => [round, await ask(round)] as const)).then(all => {
      if (isOver) return
      setAnswers(({of}) => ({
        of: new Map([...of, ...all.flatMap(([round, answer]) => (answer.ok ? [[round, answer.value] as const] : []))]),
        problem: all.flatMap(([, answer]) => (answer.ok ? [] : [answer.error]))[0],
      }))
    })
    return () => {
      isOver = true
    }
  }, [wanted, connected, minute, news])
  return answers
}

/** How far everybody is in these rounds. */
export const useProgress = (workspace: Workspace, rounds: readonly RoundId[], news: unknown): Answers<readonly AnnotatorProgress[]> =>
  useAsked(workspace, rounds, news, round => workspace.host.requests.roundProgress(round))

/** The same article by article. */
export const useGrid = (workspace: Workspace, rounds: readonly RoundId[], news: unknown): Answers<RoundGrid> =>
  useAsked(workspace, rounds, news, round => workspace.host.requests.roundGrid(round))
