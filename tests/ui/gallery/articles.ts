export type GalleryArticle = {readonly id: string; readonly title: string; readonly outlet: string; readonly words: number; readonly claims: number}

const TITLES = [
  ['Ice melts faster than models said, survey finds', 'The Harbour Post'],
  ['«Море поднимается»: что говорят учёные', 'Волна'],
  ['مستوى سطح البحر يرتفع أسرع من المتوقع', 'الميناء'],
  ['Minister doubts the figures on sea level', 'Daily Ledger'],
  ['פני הים עולים, והערים מתכוננות', 'הנמל'],
  ['Cafés on the promenade count the costs 🌊', 'Coast & Country'],
  ['海平面上升：城市如何应对', '港口日报'],
] as const

/** Many articles, always the same. */
export const galleryArticles = (count: number): readonly GalleryArticle[] =>
  Array.from({length: count}, (_, index) => {
    const [title, outlet] = TITLES[index % TITLES.length] ?? TITLES[0]
    return {
      id: `article-${index}`,
      title: index < TITLES.length ? title : `${title} (${index})`,
      outlet,
      words: 320 + ((index * 137) % 900),
      claims: (index * 5) % 14,
    }
  })
