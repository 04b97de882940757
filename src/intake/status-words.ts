/** Words for how a harm stands now, as status columns use them in many languages. Curated by hand. */
import type { HarmStatus } from "../model/harm.ts";
import { foldHeader } from "./fold-header.ts";
import { findStems, indexStems } from "./stems.ts";

const words = {
  not: "not= never= no= none= не= нет= ни= без_поврежд yox= değil= deyil չի= չեն= ոչ= չգտ չվեր չհայտ առանց= არ= ვერ= არა= არდაბრ უცნობ لم= لا= ليس غير= نه= non= pas= jamais= aucun ne= sin= ni= ні= نشده نشد برنگشته نیافت",
  presumed:
    "presum believed probabl possibl suspect allege partial ongoing planned progress предполож вероятн возможн якобы частичн планир продолж ehtimal güman qismən planlaş muhtemel tahmin kısmen ենթադր հավան մասնակի სავარაუდ შესაძლ ნაწილობრ محتمل يعتقد يرجح احتمال گمان جزئي présum probable prévu posible supuest parcial ймовірн частков",
  found:
    "found= located= discovered= найден обнаруж нашл отыск tapıl aşkar_ed bulun գտնվ գտնված հայտնաբեր ნაპოვნ იპოვ აღმოჩ عثر= وجد= پیدا یافت_شد یافته retrouv trouvé encontrad hallad localizad знайд виявл",
  dead: "dead= deceased= died= killed= murdered= lifeless мертв погиб умер убит скончал ölü ölmüş ölüb həlak öldür vəfat şəhid vefat մահաց մահ= զոհ սպանվ გარდაცვ დაღუპ მკვდარ მოკლ متوف= متوفى متوفي ميت مقتول قتيل شهيد جان_باخته مرده کشته فوت درگذشت mort= morte= morts= mortes= décéd tué= tuée= muert fallecid sin_vida загибл помер",
  remains:
    "remains= body= bodies= corpse exhum buried= identified= останк тело= тела= труп= эксгум захорон опозна meyit cəsəd qalıqları qalıqlar cenaze ceset naaş kalınt աճյուն մասունք դին= դիակ նույնականաց ნეშტ ცხედ გვამ იდენტიფიც رفات جثة جثته جثمان جسد= پیکر بقایا corps= dépouille restes= cadavre identifié cuerpo= restos= cadáver identificad тіло= рештк",
  alive:
    "alive= living= survivor жив= живым живой живая живой= живые живи sağ= canlı hayatta կենդանի ողջ= ცოცხ حي= حيا= حيه= زنده vivant vivo= viva= vivos= con_vida живий живою",
  returned:
    "returned= returnee repatriated= released= freed= вернул возвратил возвращён= возвращена= возвращены= освобожден= освобождена= освобождены= репатриирован qayıdıb qayıtdı qayıdan qayıtmış azad_edil azad_olun döndü dönmüş geri_döndü serbest_bırak վերադարձել վերադարձած վերադարձավ վերադարձրել ազատվ ազատ_արձակվ დაბრუნდ დაბრუნებულ გათავისუფლ عاد= عادت= عائد= رجع= رجعت= أفرج أطلق_سراح بازگشت= بازگشته برگشته= برگشت= آزاد_شد revenu rentré retourné libéré rapatrié regresó regresad retornad retornó liberad volvió повернул звільнен",
  restored:
    "restored= rebuilt= repaired= renovated= reconstructed= восстановлен= восстановлено= восстановлена= восстановлены= отремонтирован реставрирован= реставрирована= отреставрир bərpa_edil bərpa_olun təmir_edil təmir_olun onarıldı onarılmış restore_edil yeniden_yap վերականգնվ վերանորոգվ აღდგენილ აღდგა= რესტავრირებ შეკეთებულ مرمم رمم= رممت= تم_ترميم أعيد_بناء مرمت_شد بازسازی_شد restauré rénové réparé reconstruit restaurad reparad reconstruid відновлен= відновлено= відновлена= відремонт",
  cleared:
    "cleared= demined= cancelled= handed_over released_land land_released clearance_complete разминирован= разминировано= разминирована= разминированы= разминирование_заверш очищен= очищено= очищена= обезврежен təmizlənib təmizlənmiş minalardan_təmizlən temizlendi temizlenmiş mayından_arındır ականազերծված ականազերծվել մաքրված განაღმულ გაწმენდილ مطهر= طهر= طهرت= تم_تطهير پاکسازی_شد dépollué déminé nettoyé desminad despejad розміновано= розмінован= розмінована= очищено=",
  intact:
    "intact undamaged= good= excellent fair= satisfactory preserved= цел= цела= целая целый сохран хорош удовлетвор отличн неповрежд sağlam salamat yaxşı kafi iyi= sağlam անվնաս լավ= բավարար պահպանված კარგ= კარგი უვნებელ უვნებ დაუზიან سليم جيد جيده سالم خوب bon= bonne= intacte bueno= buena= intacto intacta цілий ціла добр задовільн",
} as const;

const index = indexStems(words);

/**
 * How a harm stands by words of a status column; undefined when they say nothing of it, or only what did not happen or
 * may have.
 *
 * @example
 * harmStatusOf("found alive 1996"); //=> "found-alive"
 * ["найден погибшим", "qayıdıb", "not found", "presumed dead"].map(harmStatusOf); //=> ["found-dead", "returned", undefined, undefined]
 */
export function harmStatusOf(text: string): Exclude<HarmStatus, "open"> | undefined {
  const { meanings } = findStems(index, text);
  const has = (word: keyof typeof words) => meanings.has(word);
  if (isDenied(text) || has("presumed")) return undefined;
  if (has("remains") || (has("found") && has("dead"))) return "found-dead";
  if (has("cleared")) return "cleared";
  if (has("restored")) return "restored";
  if (has("returned")) return "returned";
  return has("found") || has("alive") ? "found-alive" : undefined;
}

/**
 * Whether words say that somebody is dead, and not how or whether it was found out.
 *
 * @example
 * [isDeadText("умер"), isDeadText("presumed dead")]; //=> [true, false]
 */
export function isDeadText(text: string): boolean {
  const { meanings } = findStems(index, text);
  return meanings.has("dead") && !meanings.has("presumed") && !isDenied(text);
}

/**
 * Whether a condition of a site is good or fair.
 *
 * @example
 * [isIntactText("хорошее"), isIntactText("not good"), isIntactText("poor")]; //=> [true, false, false]
 */
export function isIntactText(text: string): boolean {
  return findStems(index, text).meanings.has("intact") && !isDenied(text);
}

/**
 * Whether words say no to what they name. Turkish and Azerbaijani say it in the verb.
 *
 * @example
 * [isDenied("not damaged"), isDenied("tapılmayıb"), isDenied("damaged")]; //=> [true, true, false]
 */
export function isDenied(text: string): boolean {
  return findStems(index, text).meanings.has("not") || /m[ae](yib|di|mis)( |$)/.test(foldHeader(text));
}
