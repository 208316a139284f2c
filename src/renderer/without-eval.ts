import * as z from 'zod'

// The first shape that is made tries whether code may be made of text. Our content policy forbids it, and browsers report the try: so this comes before every module that makes shapes.
z.config({jitless: true})
