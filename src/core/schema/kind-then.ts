import type {KeptVersion} from './kept-version.ts'
import type {LayerKind} from './schema.ts'
import {kindOfLayer, layerNamed} from './schema.ts'

/** Of which kind a layer was under a version of the schema; `undefined` where nobody knows. */
export type KindThen = (version: number, layer: string) => LayerKind | undefined

/** The kinds of all layers under each version that a project keeps: plain values, which a thread can be handed. */
export type KindsThen = ReadonlyMap<number, ReadonlyMap<string, LayerKind>>

export const kindsThen = (versions: readonly KeptVersion[]): KindsThen =>
  new Map(versions.map(({version, schema}) => [version, new Map(schema?.layers.map(layer => [layer.name, kindOfLayer(layer)]))]))

/** As a project that is open knows it. */
export const kindThenOf =
  (versions: {get(version: number): KeptVersion | undefined}): KindThen =>
  (version, name) => {
    const schema = versions.get(version)?.schema
    const layer = schema && layerNamed(schema, name)
    return layer && kindOfLayer(layer)
  }

export const kindThenIn =
  (kinds: KindsThen): KindThen =>
  (version, layer) =>
    kinds.get(version)?.get(layer)
