import {isWebAddress} from '../article/web-address.ts'

/** Only to whom: what else a mail program may be told, such as a file to attach, is nobody's to write. */
const MAIL = /^mailto:[^\s?#&\p{Cc}\p{Bidi_C}]{1,320}$/iu

/** Whether what somebody wrote may be shown as a link: a web page, or an address to write to. */
export const isLinkAddress = (text: string): boolean => isWebAddress(text) || MAIL.test(text)
