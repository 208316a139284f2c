import {join} from 'node:path'

/** What decides where Claimlight keeps settings; handed in so that tests and other systems can be played. */
export type Surroundings = {readonly env: {readonly [name: string]: string | undefined}; readonly platform: NodeJS.Platform; readonly home: string}

/** The folder for what belongs to this person on this computer and to no project. It need not exist yet. */
export function settingsHome({env, platform, home}: Surroundings): string {
  if (env.CLAIMLIGHT_HOME) return env.CLAIMLIGHT_HOME
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Claimlight')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Claimlight')
  // The XDG specification: a relative path is to be ignored.
  return join(env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : join(home, '.config'), 'claimlight')
}
