export const USAGE = `Claimlight: annotate claims, stances and entities in article texts.

Usage:
  claimlight import PROJECT FILE… [--encoding utf-8|utf-16le|utf-16be|windows-1252]
      Takes .txt and .md files, and those in folders, as articles; a .json file as a dataset (into an empty project) or a
      schema. Makes PROJECT, a folder, when it is not there. One line per file on standard output; what is refused is
      told on standard error, and the rest is imported.
  claimlight export PROJECT --format json [--offsets codepoint|utf16] [--out FILE]
      Writes the dataset to FILE, or to standard output. Works while the project is open elsewhere.
  claimlight check FILE|PROJECT
      Reads a dataset, a schema or a project again: hashes, the words under every annotation, the working store.
  claimlight repair PROJECT
      Makes a damaged working store anew from all that can be read of it. The damaged file is kept. Close the project first.
  claimlight serve [PROJECT] [--port N] [--no-open]
      Opens the project, or the sample project, in a browser of this machine. Prints the sign-in link as one line.
      Without --port, a project has a port of its own; when that is taken, any free one.
  claimlight --help | --version

Exit codes:
  0  done
  1  some input was refused, or problems were found
  2  used wrongly
  3  the project cannot be opened or served
`
