/** A project's name as the name of its folder, on every system: `Ice/Seas?` becomes `Ice-Seas-.claimlight`. */
export function projectFileName(name: string): string {
  const plain = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 80)
  return `${plain || 'Project'}.claimlight`
}
