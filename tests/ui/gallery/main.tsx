import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import '../../../src/renderer/ui/theme.css'
import '../../../src/renderer/ui/base.css'
import {rememberedTheme, setTheme} from '../../../src/renderer/ui/theme.ts'
import {Controls} from './controls.tsx'
import {Frame} from './frame.tsx'
import './gallery.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')
const wanted = new URLSearchParams(location.search)
const theme = wanted.get('theme')
setTheme(theme === 'light' || theme === 'dark' ? theme : rememberedTheme(localStorage), document.documentElement, localStorage)
createRoot(root).render(<StrictMode>{wanted.get('page') === 'frame' ? <Frame /> : <Controls />}</StrictMode>)
