import {createHash} from 'node:crypto'

/**
 * The port at which a project is served unless another one is asked for. It is the same at every start, because a browser
 * keeps what a window could not save under the address of its page: at another port it would not be found again. It lies
 * below the ports that systems give out by themselves.
 */
export const usualPort = (projectId: string): number => 20_000 + (createHash('sha256').update(projectId).digest().readUInt32BE(0) % 8000)
