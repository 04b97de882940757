/** Given names of the wider region as each script writes them. Both communities draw from all of them alike. */

export type Sex = "female" | "male";

/** Forms per script, the commonest first. */
export type GivenName = {
  readonly sex: Sex;
  readonly latin: readonly string[];
  readonly english: readonly string[];
  readonly russian: readonly string[];
  readonly armenian: readonly string[];
  readonly georgian: readonly string[];
  readonly arabic: readonly string[];
};

// local Latin | English and French habits | Cyrillic | Armenian | Georgian | Arabic
const MALE = `
Əli|Ali,Aly|Али|Ալի|ალი|علي
Aram|Aram|Арам|Արամ|არამ|آرام,ارام
David|David,Davit|Давид,Давит|Դավիթ,Դավիդ|დავით,დავითი|داود,دافيد
Levan|Levan,Lewan|Леван|Լևան|ლევან,ლევანი|ليفان
Giorgi|Giorgi,Georgi,George|Георгий,Гиорги|Գևորգ,Գեորգի|გიორგი|جورجي,غيورغي
Murad|Murad,Mourad,Murat|Мурад,Мурат|Մուրադ,Մուրատ|მურად,მურადი|مراد
Həsən|Hasan,Hassan,Gasan|Гасан,Хасан|Հասան|ჰასან,ჰასანი|حسن
Vahan|Vahan,Vaan|Ваган,Ваан|Վահան|ვაჰან|فاهان
Emil|Emil,Emile|Эмиль|Էմիլ|ემილ,ემილი|اميل,إميل
Teymur|Timur,Teymur,Taimur|Тимур,Теймур|Թեյմուր,Թիմուր|თეიმურ,თემურ|تيمور
Ruslan|Ruslan,Rouslan|Руслан|Ռուսլան|რუსლან,რუსლანი|روسلان
Kərim|Karim,Kerim|Керим,Карим|Քարիմ,Կարիմ|ქარიმ,ქარიმი|كريم
Yusif|Yusuf,Yusif,Youssef|Юсиф,Юсуф|Յուսուֆ,Յուսիֆ|იუსუფ,იუსუფი|يوسف
Samir|Samir|Самир|Սամիր|სამირ,სამირი|سمير
Artur|Artur,Arthur|Артур|Արթուր|არტურ,არტური|آرتور,ارتور
Rafael|Rafael,Rafayel,Raphael|Рафаэль,Рафаел|Ռաֆայել|რაფაელ,რაფაელი|رافائيل
İbrahim|Ibrahim,Ibragim|Ибрагим|Իբրահիմ|იბრაჰიმ,იბრაგიმი|ابراهيم,إبراهيم
Zaur|Zaur,Zaour|Заур|Զաուր|ზაურ,ზაური|زاور
Tiqran|Tigran,Tikran|Тигран|Տիգրան|ტიგრან,ტიგრანი|تيغران,ديكران
Rüstəm|Rustam,Rustem|Рустам|Ռուստամ|რუსტამ,რუსტამი|رستم
Nodar|Nodar|Нодар|Նոդար|ნოდარ,ნოდარი|نودار
Otar|Otar,Othar|Отар|Օթար|ოთარ,ოთარი|أوتار,اوتار
Elçin|Elchin,Eltchin|Эльчин|Էլչին|ელჩინ,ელჩინი|التشين
Fərid|Farid,Fareed|Фарид|Ֆարիդ|ფარიდ,ფარიდი|فريد
Suren|Suren,Souren|Сурен|Սուրեն|სურენ,სურენი|سورين
Vaqif|Vagif,Vakif|Вагиф|Վագիֆ|ვაგიფ,ვაგიფი|واقف
İrakli|Irakli,Irakly|Ираклий|Իրակլի|ირაკლი|ايراكلي
Mikayıl|Mikhail,Mikael,Mikayil|Михаил,Микаил|Միքայել|მიხეილ,მიქაელ|ميخائيل
Anton|Anton|Антон|Անտոն|ანტონ,ანტონი|انطون,أنطون
Sergey|Sergey,Sergei,Serge|Сергей|Սերգեյ|სერგეი,სერგო|سيرغي
Camal|Jamal,Djamal|Джамал|Ջամալ|ჯამალ,ჯამალი|جمال
Şahin|Shahin,Chahine|Шахин,Шагин|Շահին|შაჰინ,შაჰინი|شاهين
Xaçik|Khachik,Hachik|Хачик|Խաչիկ|ხაჩიკ,ხაჩიკი|خاتشيك
Qoça|Gocha|Гоча|Գոչա|გოჩა|غوتشا
İlya|Ilya,Ilia|Илья|Իլյա|ილია|ايليا,إيليا
Nazim|Nazim|Назим|Նազիմ|ნაზიმ,ნაზიმი|ناظم
`;
const FEMALE = `
Leyla|Leyla,Leila,Layla|Лейла|Լեյլա|ლეილა|ليلى
Nino|Nino|Нино|Նինո|ნინო|نينو
Anahit|Anahit,Anait|Анаит|Անահիտ|ანაჰიტ,ანაიტი|اناهيت
Mariya|Maria,Mariya|Мария|Մարիա|მარია|ماريا
Yelena|Elena,Yelena,Helena|Елена|Ելենա,Էլենա|ელენე,ელენა|ايلينا,هيلينا
Tamara|Tamara,Tamar|Тамара|Թամարա|თამარა,თამარი|تمارا
Aygün|Aygun,Aigun|Айгюн,Айгун|Այգուն|აიგუნ|ايغون
Sevda|Sevda|Севда|Սևդա|სევდა|سيفدا
Nana|Nana|Нана|Նանա|ნანა|نانا
Lusine|Lusine,Lousine|Лусине|Լուսինե|ლუსინე|لوسين
Narine|Narine|Нарине|Նարինե|ნარინე|نارين,نارينه
Gülnarə|Gulnara,Goulnara|Гульнара,Гюльнара|Գյուլնարա,Գուլնարա|გულნარა|جولنارا
Ketevan|Ketevan,Keti|Кетеван|Քեթևան|ქეთევან|كيتيفان
Zeynəb|Zeynab,Zeinab|Зейнаб|Զեյնաբ|ზეინაბ|زينب
Fatimə|Fatima,Fatma|Фатима,Фатьма|Ֆատիմա|ფატიმა|فاطمة,فاطمه
Sona|Sona|Сона|Սոնա|სონა|سونا
Karine|Karine,Karina|Карине|Կարինե|კარინე|كارين
İrina|Irina|Ирина|Իրինա|ირინა|ايرينا
Rəna|Rena,Rana|Рена|Ռենա|რენა|رنا
Aida|Aida|Аида|Աիդա|აიდა|عايدة
Salome|Salome|Саломе|Սալոմե|სალომე|سالومي
Medeya|Medea,Medeya|Медея|Մեդեա|მედეა|ميديا
Nərgiz|Nargiz,Nargis|Наргиз|Նարգիզ|ნარგიზ|نرجس
Suzanna|Susanna,Suzanna|Сусанна,Сюзанна|Սուսաննա|სუსანა|سوزانا
Manana|Manana|Манана|Մանանա|მანანა|مانانا
Zara|Zara|Зара|Զարա|ზარა|زارا
Lalə|Lala|Лала|Լալա|ლალა|لاله
Hasmik|Hasmik,Asmik|Асмик|Հասմիկ|ჰასმიკ|هاسميك
Şuşan|Shushan|Шушан|Շուշան|შუშანა|شوشان
Natela|Natela|Натела|Նաթելա|ნათელა|ناتيلا
Səmirə|Samira|Самира|Սամիրա|სამირა|سميرة,سميره
Vera|Vera|Вера|Վերա|ვერა|فيرا
`;

export const maleNames: readonly GivenName[] = parseNames(MALE, "male");
export const femaleNames: readonly GivenName[] = parseNames(FEMALE, "female");

function parseNames(text: string, sex: Sex): readonly GivenName[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [latin = [], english = [], russian = [], armenian = [], georgian = [], arabic = []] = line
        .split("|")
        .map((forms) => forms.split(","));
      return { sex, latin, english, russian, armenian, georgian, arabic };
    });
}
