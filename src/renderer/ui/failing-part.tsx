import type {ReactNode} from 'react'
import {Component} from 'react'
import {Banner} from './banner.tsx'
import {say} from './say.ts'

type Props = {
  readonly children: ReactNode
  /** Before it is shown again. */
  readonly onTryAgain?: () => void
}

/** Holds a part of the window that may fail: a sentence stands in its place then, and the rest of the window goes on. */
export class FailingPart extends Component<Props, {readonly failed: boolean}> {
  override state = {failed: false}

  static getDerivedStateFromError(): {readonly failed: boolean} {
    return {failed: true}
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const tryAgain = (): void => {
      this.props.onTryAgain?.()
      this.setState({failed: false})
    }
    return (
      <Banner tone="error" title={say('This part of the window could not be shown.')} action={{label: say('Try again'), run: tryAgain}}>
        {say('The rest works, and nothing that was saved is lost. If this stays, close the window and open it again.')}
      </Banner>
    )
  }
}
