import {join} from 'node:path'
import {pathToFileURL} from 'node:url'

/** The program of a thread for what takes long, beside the command line where both are installed. */
export const taskThread = (root: string): URL => pathToFileURL(join(root, 'out', 'main', 'task-thread.js'))
