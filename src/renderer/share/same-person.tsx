import {ChoiceGroup} from '../ui/choice-group.tsx'
import {say} from '../ui/say.ts'

/** `undefined`: she has not said yet. */
export type Said = 'new' | 'same' | undefined

/** Asks somebody with a new invitation whether she is the one of this name who is in the project: with it she would become a second person. */
export function SamePerson({name, said, onSay}: {readonly name: string; readonly said: Said; readonly onSay: (said: Said) => void}) {
  return (
    <>
      <ChoiceGroup
        label={say('Somebody called “{name}” is in this project already. Is that you?', {name})}
        required
        choices={[
          {value: 'same', label: say('Yes, that is me')},
          {value: 'new', label: say('No, I am somebody else')},
        ]}
        value={said}
        onChange={onSay}
      />
      {said === 'same' && (
        <p className="settings-fact" role="status">
          {say(
            'Then do not join with this link: you would be two persons. On a device that you have, open Share, then “Your devices”, and make a link for this one. If you have none any more, ask an admin for a new link beside your name.',
          )}
        </p>
      )}
    </>
  )
}
