import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {guessedLanguage} from '../../src/storage/texts/guessed-language.ts'

test.each([
  ['en', 'The prime minister said the talks would go on in Cairo next week 👩🏽‍🚀.'],
  ['de', 'Die Regierung hat am Montag neue Gespräche angekündigt.'],
  ['fr', 'Le président a annoncé mardi que les négociations se poursuivraient.'],
  ['es', 'El presidente anunció el martes que las negociaciones continuarán.'],
  ['pt', 'O presidente anunciou na terça-feira que as negociações vão continuar.'],
  ['it', 'Il presidente ha annunciato martedì che i negoziati continueranno.'],
  ['nl', 'De regering heeft maandag nieuwe gesprekken aangekondigd.'],
  ['sv', 'Regeringen meddelade på måndagen att samtalen ska fortsätta.'],
  ['da', 'Regeringen meddelte mandag, at forhandlingerne vil fortsætte.'],
  ['no', 'Regjeringen opplyste mandag at samtalene skal fortsette.'],
  ['fi', 'Hallitus ilmoitti maanantaina, että neuvottelut jatkuvat.'],
  ['pl', 'Rząd ogłosił w poniedziałek, że rozmowy będą kontynuowane.'],
  ['tr', 'Hükümet pazartesi günü görüşmelerin İstanbul’da süreceğini açıkladı.'],
  ['vi', 'Chính phủ hôm thứ Hai thông báo các cuộc đàm phán sẽ tiếp tục.'],
  ['ru', 'Правительство в понедельник объявило, что переговоры продолжатся.'],
  ['uk', 'Уряд у понеділок оголосив, що переговори триватимуть.'],
  ['el', 'Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν.'],
  ['he', 'הממשלה הודיעה ביום שני כי השיחות בתל־אביב יימשכו גם מחר.'],
  ['ar', 'أعلنت الحكومة يوم الاثنين أن المحادثات ستستمر.'],
  ['fa', 'دولت روز دوشنبه اعلام کرد که گفتگوها ادامه خواهد یافت.'],
  ['ur', 'حکومت نے پیر کو اعلان کیا کہ بات چیت جاری رہے گی۔'],
  ['th', 'รัฐบาลประกาศเมื่อวันจันทร์ว่าการเจรจาจะดำเนินต่อไป'],
  ['ta', 'பேச்சுவார்த்தை தொடரும் என்று அரசு திங்கட்கிழமை அறிவித்தது.'],
  ['zh', '政府周一宣布谈判将继续进行。'],
  ['ja', '政府は月曜日、協議を続けると発表した。'],
  ['ko', '정부는 월요일 회담이 계속될 것이라고 발표했다.'],
])('[LG1] a text in %s is known as such by one sentence', async (language, text) => {
  expect(await guessedLanguage(text)).toBe(language)
})

test.each([
  ['nothing', ''],
  ['a name', 'Trump'],
  ['a headline', 'Waffenruhe hält'],
  ['numbers and signs', '404 – 12:30 – 14:00 ☀️ +49 30 1234567 404 – 12:30 – 14:00'],
  ['an address', 'https://example.org/die-regierung-hat-am-montag-neue-gespraeche-angekuendigt'],
  ['filler', 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.'],
  ['Swahili, which is not in the tables', 'Serikali ilitangaza Jumatatu kwamba mazungumzo yataendelea huko Cairo.'],
  ['Nepali, which looks like Hindi', 'सरकारले सोमबार वार्ता जारी रहने घोषणा गर्यो। प्रधानमन्त्रीले यो सम्झौता दुवै देशका लागि महत्वपूर्ण भएको बताए।'],
  ['Pashto, which looks like Persian', 'حکومت د دوشنبې په ورځ اعلان وکړ چې خبرې به دوام ومومي او ښار به پاتې شي.'],
  ['Yiddish, which looks like Hebrew', 'די רעגירונג האָט מאָנטיק געמאָלדן אַז די שמועסן וועלן ווײַטער גיין.'],
  ['Kazakh, which looks like Russian', 'Үкімет дүйсенбі күні келіссөздердің жалғасатынын хабарлады.'],
])('[LG2] of %s nobody says a language', async (_what, text) => {
  expect(await guessedLanguage(text)).toBeUndefined()
})

test('[LG3] an article is in the language of most of its beginning, middle and end; where all differ, nobody says one', async () => {
  const [german, arabic, english] = [
    'Die Regierung hat am Montag neue Gespräche angekündigt. ',
    'أعلنت الحكومة يوم الاثنين أن المحادثات ستستمر. ',
    'The prime minister said the talks would go on in Cairo next week. ',
  ].map(sentence => sentence.repeat(20)) as [string, string, string]
  expect(await guessedLanguage(`${german}${arabic.slice(0, 47)}${german}${english.slice(0, 20)}`)).toBe('de')
  expect(await guessedLanguage(`${german}${arabic}${english}`)).toBeUndefined()
})

test('[LG4] the sample articles are in English', async () => {
  const folder = join(import.meta.dirname, '../../resources/sample')
  const texts = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))
  expect(await Promise.all(texts.map(guessedLanguage))).toEqual(texts.map(() => 'en'))
})
