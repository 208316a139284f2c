import {differenceWords} from '../../../core/schema/difference-words.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {layerNamed} from '../../../core/schema/schema.ts'
import type {SchemaDifference} from '../../../core/schema/schema-diff.ts'
import {schemaDiff} from '../../../core/schema/schema-diff.ts'
import {say, tell} from '../../ui/say.ts'

type Group = {readonly layer: string | undefined; readonly differences: readonly SchemaDifference[]}

/** In what two versions differ, from the earlier to the later, layer by layer. */
export function VersionDifferences({one, other}: {readonly one: Schema; readonly other: Schema}) {
  const [before, after] = one.version < other.version ? [one, other] : [other, one]
  const groups = grouped(schemaDiff(before, after))
  const title = (layer: string | undefined): string =>
    layer === undefined ? say('The codebook as a whole') : ((layerNamed(before, layer) ?? layerNamed(after, layer))?.label ?? layer)
  return (
    <section className="version-differences" aria-labelledby="version-differences">
      <h3 id="version-differences">{say('From version {before} to version {after}', {before: before.version, after: after.version})}</h3>
      {groups.length === 0 && <p>{say('They say the same.')}</p>}
      {groups.map(({layer, differences}) => (
        <div key={layer ?? ''}>
          <h4>
            <bdi>{title(layer)}</bdi>
          </h4>
          <ul>
            {differences
              .map(each => tell(differenceWords(each, before, after)))
              .map((words, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same words
                <li key={at}>{words}</li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** The whole first, then layers as they come. */
function grouped(differences: readonly SchemaDifference[]): readonly Group[] {
  const groups = new Map<string | undefined, SchemaDifference[]>()
  for (const difference of differences) {
    const known = groups.get(difference.at.layer)
    if (known === undefined) groups.set(difference.at.layer, [difference])
    else known.push(difference)
  }
  return [...groups].map(([layer, of]) => ({layer, differences: of}))
}
