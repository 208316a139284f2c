import {useState} from 'react'
import type {EncodingOffer, TextEncoding} from '../../core/text/text-encoding.ts'
import {ALL_TEXT_ENCODINGS, encodingName} from '../../core/text/text-encoding.ts'
import {Button} from '../ui/button.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'
import './encoding-choice.css'
import type {PickedFile} from '../state/picked-file.ts'

type Props = {
  readonly file: PickedFile | undefined
  readonly offer: EncodingOffer
  readonly disabled: boolean
  readonly onChoose: (encoding: TextEncoding) => void
}

const OTHERS = ALL_TEXT_ENCODINGS.map(value => ({value, label: tell(encodingName(value))}))
const NONE = {value: '', label: say('Choose…')} as const

/** The places of a file where the choice of an encoding matters, as the likely ones read them, one below the other. */
export function EncodingChoice({file, offer: offered, disabled, onChoose}: Props) {
  const {host} = useWorkspace()
  const [offer, setOffer] = useState(offered)
  const [problem, setProblem] = useState<string>()
  const shown = new Set<string>(offer.readings.map(({encoding}) => encoding))
  const look = async (encoding: TextEncoding): Promise<void> => {
    const answer = file === undefined ? undefined : await host.requests.readAs({name: file.name, bytes: await file.bytes()}, encoding)
    if (answer?.ok === true) setOffer(answer.value)
    setProblem(answer?.ok === false ? tell(answer.error) : undefined)
  }
  const readings = file === undefined ? say('Readings of the file') : say('Readings of {name}', {name: file.name})
  return (
    <div className="encoding-choice">
      <p>
        {tell(offer.why)} {say('Take the line that reads well.')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the dialog is scrolled by keyboard too */}
      <section className="encoding-choice-readings" aria-label={readings} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('Encoding')}</th>
              {offer.lines.map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two places may stand in one line
                <th scope="col" key={at}>
                  {say('Line {line, number}', {line})}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {offer.readings.map(({encoding, declared, words}) => (
              <tr key={encoding}>
                <th scope="row">
                  <Button size="small" disabled={disabled} onClick={() => onChoose(encoding)}>
                    {say('Import as {encoding}', {encoding: encodingName(encoding)})}
                  </Button>
                  {declared && <small>{say('The file says so.')}</small>}
                </th>
                {words.map((word, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two places may read the same
                  <td key={at}>
                    <bdi>{word}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SelectField
        label={say('None reads well? See another')}
        {...(problem !== undefined && {problem})}
        choices={[NONE, ...OTHERS.filter(({value}) => !shown.has(value))]}
        value=""
        disabled={disabled}
        onChange={value => value !== '' && void look(value)}
      />
    </div>
  )
}
