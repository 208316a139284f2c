import * as z from 'zod'

/**
 * Why a dataset cannot have what a finish was sealed with: two persons with a set each were joined, more was merged since than a file says, or its
 * round was closed when the file was made that it came with.
 */
export const unsealedShape = z.enum(['joined', 'many-names', 'closed-round'])

export type Unsealed = z.infer<typeof unsealedShape>
