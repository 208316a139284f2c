#!/usr/bin/env node
import {join} from 'node:path'
import {languageOf} from './language.ts'
import {isCommand, runCommand} from './commands.ts'
import {terminalOn, wholeOutput} from './terminal.ts'

/** The root of what is installed; this file is built to out/main/cli.js. */
const root = join(import.meta.dirname, '..', '..')
const said = process.argv.slice(2)

// Everybody on the machine sees the arguments of every program: links and passwords among ours are taken from that list. On Windows this would name the window.
if (process.platform !== 'win32') process.title = isCommand(said[0]) ? `claimlight ${said[0]}` : 'claimlight'

process.exitCode = await runCommand(said, terminalOn({stdout: wholeOutput(process.stdout), stderr: process.stderr}, await languageOf(process.env)), root)
