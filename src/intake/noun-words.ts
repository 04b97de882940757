/** Words of headers that speak of the nouns beyond people's names, dates and places, and words of their cells. Curated by hand. */
import type { AntemortemField } from "../model/antemortem.ts";
import type { HazardClass } from "../model/hazard.ts";
import type { CountingUnit } from "../model/mention.ts";
import type { HomeState, ObstacleKind, ReturnStatus, ReturnWish } from "../model/return.ts";
import { findStems, indexStems, type StemIndex } from "./stems.ts";

/** What headers speak of, as `indexStems` reads it: a stem with `=` is a whole word, one with `_` a phrase. */
const headers = {
  until:
    "until= date_until end_date ended_on released_on date_of_release release_date дата_окончан дата_освобожд до_какого bitmə_tarixi azad_edilmə bitiş_tarihi serbest_bırakılma ավարտի_ազատման ազատման_ամսաթիվ դադարման გათავისუფლების_თარიღ დასრულების_თარიღ تاريخ_الإفراج تاريخ_الانتهاء تاریخ_آزادی дата_звільн date_de_fin date_de_libération fecha_de_liberación fecha_final",
  by: "by= according кем= кто= по_словам kim= kimin= kim_tərəfindən tərəfindən tarafından կողմից= ըստ= მიერ= من_قبل حسب توسط ким= par= selon según por=",
  qualification:
    "legal_qualification qualified= qualification_in_law юридическ_квалиф правовая_квалиф квалификац hüquqi_qiymət hüquqi_tövsif hukuki_nitel իրավական_որակ სამართლებრივი_კვალიფ التكييف_القانوني توصیف_حقوقی правова_кваліф кваліфікац qualification_juridique calificación_jurídica calificación_legal",
  citation:
    "citation= cited= article= articles= legal_basis legal_source statute= статья= статьи= ссылк основан_прав istinad maddə= madde= dayanak հոդված իրավական_հիմք მუხლ საფუძველ المادة= السند_القانوني ماده= استناد стаття= посилан référence_juridique base_légale artículo= base_legal",
  identified:
    "identified= identification= confirmed= confirmed_by found_by опознан идентифиц кем_найден tanınma tanıyan müəyyən_edən teşhis_eden ճանաչող նույնականացնող ამომცნობ იდენტიფიც هوية_أكدها تعرف_عليه شناسایی упізнан identifié identificad",
  "status-source":
    "source_of_status status_source source_of_news информация_о_статусе источник_статус источник_свед statusun_mənbəyi durum_kaynağı կարգավիճակի_աղբյուր სტატუსის_წყარო مصدر_الحالة منبع_وضعیت джерело_статус source_du_statut fuente_del_estado",
  assessor:
    "assessor= assessed_by visited_by surveyed_by inspected_by обследовал= осмотрел= кто_обследовал кто_осматривал baxan= baxış_keçirən yoxlayan= inceleyen= denetleyen= գնահատող= այցելող= ուսումնասիրող შემფასებელ= შემმოწმებ დამთვალიერ المقيم= المعاين= قام_بالمعاينة ارزیاب= بازدیدکننده обстежив évaluateur visité_par evaluador= visitado_por",
  "hazard-class":
    "classification= sha_cha cha_sha hazard_class вид_опасн класс_опасн классификац təsnifat sınıflandırma դասակարգ კლასიფიკაც تصنيف= طبقه_بندی класифікац clasificación",
  accident:
    "accidents= accident_count number_of_accidents mine_accidents подрыв подрывов= несчастн_случ partlayışlar qəzalar qəza_sayı patlamalar kaza_sayısı պայթյուններ պայթյունների_թիվ აფეთქებ აფეთქებების حوادث= عدد_الحوادث انفجارات انفجارها підрив accidents_de_mines accidentes=",
  "cleared-area":
    "cleared_area area_cleared released_area area_released очищенн_площад очищено= площадь_очищ təmizlənmiş_sahə temizlenen_alan մաքրված_տարածք գրավոր_մաքրված გაწმენდილი_ფართ المساحة_المطهرة مساحت_پاکسازی розмінован_площ superficie_dépolluée superficie_despejada",
  found:
    "devices_found items_found mines_found ordnance_found найдено_мин обнаружено_мин обнаружено_боеприп найдено_боеприп tapılan_mina tapılmış_mina bulunan_mayın հայտնաբերված_ական გამოვლენილი_ნაღმ აღმოჩენილი_ნაღმ الألغام_المكتشفة مین_های_کشف знайдено_мін engins_trouvés artefactos_encontrad",
  handed:
    "handed_over handover= handed= сдан= сдано= передан= передано= təhvil teslim= հանձնված հանձնման გადაცემ ჩაბარებ تسليم= سلمت= تحویل= передано= remise= remis= entregad entrega=",
  geometry:
    "wkt= geom= geometry= perimeter= polygon= boundary= shape= периметр контур полигон геометр perimetr poligon çevre= պարագիծ բազմանկյուն პერიმეტრ პოლიგონ محيط= مضلع محدوده چندضلعی= контур= périmètre perímetro polígono",
  event:
    "event= event_name incident_name событие= происшествие= hadisə= hadisənin_adı olay= olayın_adı դեպք= իրադարձություն მოვლენა= შემთხვევა= الحدث= حدث= رویداد= واقعه= подія= événement= evento= suceso=",
  wish: "wish= wishes= return_wish wishes_to_return wants_to_return intention= intention_to_return желание_верн желает_верн хочет_верн намерен_верн намерение_верн qayıtmaq_istəyi qayıtmaq_istəyir geri_dönmek_istiyor dönüş_isteği վերադառնալու_ցանկ ցանկանում_է_վերադառնալ დაბრუნების_სურვილ სურს_დაბრუნ الرغبة_في_العودة رغبة_العودة يرغب_في_العودة تمایل_به_بازگشت бажання_поверн бажає_поверн souhaite_rentrer souhait_de_retour souhaite_revenir desea_volver desea_regresar deseo_de_retorno",
  obstacle:
    "obstacle= obstacles= barrier= barriers= what_prevents препятств что_мешает мешает_верн maneə maneələr qayıdışa_mane engel= engeller= խոչընդոտ დაბრკოლებ ხელისშემშლ عائق عوائق مانع= موانع= العوائق перешкод що_заважає obstáculo impedimento",
  "return-status":
    "return_status status_of_return статус_возвр возвращение= возвращени qayıdış_status qayıdışın_vəziyyəti dönüş_durumu վերադարձի_կարգավիճակ վերադարձի_վիճակ დაბრუნების_სტატუს დაბრუნების_მდგომარეობ حالة_العودة وضعیت_بازگشت статус_поверн statut_du_retour estado_del_retorno estado_del_regreso",
  "return-date":
    "return_date date_of_return returned_on дата_возвр qayıdış_tarixi qayıtma_tarixi dönüş_tarihi վերադարձի_ամսաթիվ վերադարձի_օր დაბრუნების_თარიღ تاريخ_العودة تاریخ_بازگشت дата_поверн date_de_retour date_du_retour fecha_de_retorno fecha_de_regreso",
  home: "state_of_home state_of_house evin_vəziyyəti ev_vəziyyəti evin_durumu տան_վիճակ սեփական_տան_վիճակ სახლის_მდგომარეობ حالة_المنزل حالة_البيت وضعیت_خانه état_de_la_maison estado_de_la_casa",
  units:
    "families= households= number_of_families number_of_households семей= домохозяйств= количество_семей число_семей ailələr= ailə_sayı ailələrin_sayı aile_sayısı hane_sayısı ընտանիքների_թիվ ოჯახების_რაოდენობ عدد_الأسر عدد_العائلات تعداد_خانوار кількість_сімей nombre_de_familles nombre_de_ménages número_de_familias",
  before: "before= prior= до= əvvəl= evvel= önce= միջև= մինչ მანამდე ომამდე قبل= پیش_از avant= antes=",
  relation: "id= key= record= код= kod= կոդ კოდი رمز= код=",
} as const;
export type NounWord = keyof typeof headers;

const antemortem: Readonly<Record<AntemortemField, string>> = {
  height:
    "height= stature= рост= boy= boyu= boy_uzunluğu հասակ= სიმაღლ الطول= طول_القامة قد= зріст= taille= estatura=",
  build:
    "build= physique= телослож bədən_quruluşu beden_yapısı կազմվածք აღნაგობ البنية= بنية_الجسم هیکل= статура= corpulence= complexión=",
  hair: "hair= волос saç= saçı= saçlar մազ= մազեր თმა= თმის الشعر= لون_الشعر مو= رنگ_مو cheveux= cabello= pelo=",
  eyes: "eyes= eye_colour eye_color глаза= цвет_глаз göz= gözləri= göz_rəngi gözler= աչք= աչքեր աչքերի თვალ العيون= لون_العيون چشم= رنگ_چشم очі= колір_очей yeux= ojos=",
  teeth:
    "teeth= dental= dentition= зубы= зубн diş= dişlər dişleri= ատամ კბილ الأسنان= أسنان= دندان зуби= dents= dentition= dientes= dentadura=",
  marks:
    "scars= scar= tattoo tattoos= marks= distinguishing_marks special_marks шрам особые_приметы татуиров xüsusi_əlamət çapıq özel_işaret yara_izi հատուկ_նշան սպի= ნაიარევ განსაკუთრებული_ნიშნ علامات_فارقة ندبة= وشم= نشانه_خاص прикмет signes_particuliers cicatrices= señas_particulares",
  injuries:
    "fractures= old_injuries prostheses= operations= переломы= старые_травмы köhnə_xəsarət sınıqlar= kırıklar= կոտրվածք მოტეხილობ كسور= عمليات_جراحية شکستگی переломи= fractures_anciennes fracturas=",
  medical:
    "medical_history illnesses= medication medicines= болезни= заболеван лекарств xəstəlik= xəstəlikləri hastalıklar= հիվանդություն დაავადებ أمراض= الأمراض= بیماری хвороби= maladies= antécédents_médicaux enfermedades=",
  "blood-group":
    "blood_group blood_type группа_крови qan_qrupu kan_grubu արյան_խումբ სისხლის_ჯგუფ فصيلة_الدم گروه_خون група_крові groupe_sanguin grupo_sanguíneo",
  clothing:
    "clothing= clothes= wearing= одежда= был_одет geyim= geyimi= giysi= kıyafet հագուստ ტანსაცმელ الملابس= ملابس= لباس= одяг= vêtements= ropa= vestimenta=",
  belongings:
    "belongings= carried= jewellery jewelry личные_вещи украшен şəxsi_əşya zinət kişisel_eşya takı= անձնական_իրեր ზარდახშა პირადი_ნივთ متعلقات= مقتنيات= وسایل_شخصی особисті_речі effets_personnels bijoux= pertenencias=",
  "dna-reference":
    "dna= dna_sample dna_reference днк= dnt= dna_nümunə դնթ= ԴՆԹ= დნმ= الحمض_النووي дні_днк adn=",
};

const [headerIndex, antemortemIndex] = [indexStems(headers), indexStems(antemortem)];

/** What of the nouns a header speaks of. */
export const nounWordsOf = (header: string): ReadonlySet<NounWord> => findStems(headerIndex, header).meanings;

/**
 * The antemortem field that a header speaks of, and nothing else; undefined when it speaks of none or of several.
 *
 * @example
 * [antemortemOf("Рост, см"), antemortemOf("Hair colour"), antemortemOf("Name")]; //=> ["height", "hair", undefined]
 */
export function antemortemOf(header: string): AntemortemField | undefined {
  const { meanings } = findStems(antemortemIndex, header);
  return meanings.size === 1 ? [...meanings][0] : undefined;
}

/** Words of cells. The first meaning that a text has, in the order of its table. */
const cells = {
  homes: indexStems<HomeState>({
    destroyed:
      "destroyed ruin burnt= burned= demolish разруш сожж снесен dağıd dağıl yandırıl yıkıl yakıl ավեր այրված քանդ განადგურ დამწვ დანგრ مدمر مهدم محروق تخریب ویران зруйн спален détruit brûlé destruid quemad",
    damaged:
      "damag partly поврежд частичн zədə qismən hasar վնաս մասնակի დაზიან ნაწილობრ متضرر جزئي آسیب пошкодж endommag dañad",
    occupied:
      "occupied others_live taken= занят чуж живут işğal zəbt başqaları başkaları gasp զբաղեց բռնազավթ օտար დაკავებ ოკუპ სხვები محتل مشغول يسكنه_آخرون اشغال зайнят чужі occupé ocupad",
    intact:
      "intact good= habitable undamaged цел= целый цела хорош жил sağlam salamat yaxşı iyi= անվնաս լավ უვნებ კარგ სალ سليم جيد سالم ціл= intacte bon= habitable habitable intact buen",
  }),
  wishes: indexStems<ReturnWish>({
    undecided:
      "undecided unsure maybe depends perhaps не_знает не_решил возможно зависит qərarsız bilmir bəlkə kararsız belki չգիտի երևի կախված არ_იცის შესაძლოა متردد ربما لا_يعرف نمی_داند شاید не_знає можливо indécis peut_être indeciso quizá",
    no: "no= not= never= нет= не= xeyr= yox= hayır= ոչ= չի= არა= არ= لا= نه= خیر= ні= non=",
    yes: "yes= да= желает хочет bəli= hə= istəyir evet= istiyor այո= ցանկանում დიახ= კი= სურს نعم= يرغب بله= так= oui= sí= si=",
  }),
  obstacles: indexStems<ObstacleKind>({
    mines:
      "mine mines= mined unexploded мин= мины= мин_ mina= minalar mayın ական ნაღმ ألغام لغم مین= міни= мінн explosif mina minas=",
    occupation:
      "occupied occupation others_live taken= занят оккуп чуж işğal zəbt başqaları gasp զբաղեց բռնազավթ օտար დაკავებ ოკუპ محتل احتلال يسكنه اشغال зайнят окуп occupé occupation ocupad",
    destruction:
      "destroy destruct ruin no_house разруш сожж нет_дома dağıd yandır ev_yox yıkıl yakıl ավեր այրված տուն_չկա განადგურ დანგრ მოშლილ مدمر تدمير هدم تخریب ویران зруйн détrui destru",
    documents:
      "document papers= deed= title_deed proof_of_owner документ бумаг собственн sənəd kağız belge tapu փաստաթուղթ սեփական საბუთ დოკუმენტ وثائق مستندات أوراق ملكية سند مدارک документ= document= titre_de_propriété documento título",
    safety:
      "safe unsafe security fear danger threat опасн безопас страх угроз təhlükə qorxu güvən tehlike korku վտանգ անվտանգ վախ საფრთხ უსაფრთხ შიშ أمن خوف خطر تهديد امنیت ترس небезпек безпек sécurité peur danger seguridad miedo peligro",
    livelihood:
      "work= job= jobs= income livelihood school water= services работ доход школ вод iş= gəlir məktəb su= iş_ gelir okul աշխատանք եկամուտ դպրոց ջուր სამუშაო შემოსავ სკოლა წყალ عمل= دخل مدرسة ماء خدمات کار= درآمد مدرسه робот дохід travail revenu école trabajo ingreso escuela",
    other: "",
  }),
  returns: indexStems<ReturnStatus>({
    "left-again":
      "left_again again= снова_уехал опять yenidən_köçüb tekrar_ayrıl կրկին նորից_հեռ ისევ_წავიდ غادر_مجددا دوباره знову reparti de_nuevo",
    "settled-elsewhere":
      "settled_elsewhere integrated resettled осел_в обосновал другом_месте başqa_yerdə başka_yer_yerleş այլ_վայր հաստատվել_է_այլ სხვაგან استقر_في_مكان جای_دیگر в_іншому installé_ailleurs en_otro_lugar",
    visited:
      "visited visit= go_and_see посетил побывал визит ziyarət ziyaret այցել მოინახულ زار= زيارة بازدید відвідав visité visitó",
    returned:
      "returned came_back вернул возврат qayıd döndü= dönmüş վերադար დაბრუნ عاد= عادت= رجع= بازگشت برگشت повернув rentré revenu regresó volvió",
    displaced:
      "displaced not_returned вынужд не_вернул перемещ köçkün qayıtmayıb yerinden_edil տեղահան չի_վերադար დევნილ არ_დაბრუნ نازح لم_يعد آواره переміщ не_повернув déplacé desplazad",
  }),
  classes: indexStems<HazardClass>({
    suspected:
      "suspected sha= suspect подозр предполаг şübhəli şüpheli կասկած სავარაუდ საეჭვო مشتبه مشکوک підозр suspecté suspecté sospech",
    confirmed:
      "confirmed cha= подтвержд təsdiq onaylı kesin հաստատված დადასტურებ مؤكد تأكد تایید підтвердж confirmé confirmad",
  }),
  conditions: indexStems<"very-bad" | "destroyed" | "poor" | "fair" | "good">({
    "very-bad":
      "very_bad very_poor очень_плох ужасн аварийн çox_pis çok_kötü շատ_վատ ძალიან_ცუდ سيئ_جدا سيئة_جدا خیلی_بد بسیار_بد дуже_поган très_mauvais muy_mal",
    destroyed:
      "destroyed ruined demolish разруш уничт снесен dağıd yıkıl ավեր քանդ განადგურ დანგრ مدمر مهدم تخریب ویران зруйн détruit destruid",
    poor: "poor bad= плох pis= kötü վատ ცუდ سيئ سيئة بد= ضعیف поган mauvais malo= mala= deficiente",
    fair: "fair satisfactory удовлетвор средн kafi orta բավարար միջին დამაკმაყოფ საშუალო متوسط مقبول متوسط задовільн passable moyen regular",
    good: "good excellent intact хорош отличн yaxşı iyi= լավ კარგ შესანიშნ جيد ممتاز سليم خوب عالی добр відмінн bon= bonne= excellent bueno buena excelente",
  }),
} as const;

/**
 * What the words of a cell mean, by one of the tables of words; undefined when they mean none of it.
 *
 * @example
 * [cellWord("homes", "ev dağıdılıb"), cellWord("wishes", "не знает"), cellWord("conditions", "очень плохое")]; //=> ["destroyed", "undecided", "very-bad"]
 */
export function cellWord<Table extends keyof typeof cells>(
  table: Table,
  text: string,
): MeaningOf<Table> | undefined {
  const index: StemIndex<MeaningOf<Table>> = cells[table] as unknown as StemIndex<MeaningOf<Table>>;
  const { meanings } = findStems(index, text);
  return orders[table].find((meaning) => meanings.has(meaning as MeaningOf<Table>)) as
    | MeaningOf<Table>
    | undefined;
}

type MeaningOf<Table extends keyof typeof cells> =
  (typeof cells)[Table] extends StemIndex<infer Meaning> ? Meaning : never;

/** Of several meanings in one text the first here is meant: "not undamaged", "very bad" before "bad". */
const orders: { readonly [Table in keyof typeof cells]: readonly string[] } = {
  homes: ["destroyed", "damaged", "occupied", "intact"],
  wishes: ["undecided", "no", "yes"],
  obstacles: ["mines", "occupation", "destruction", "documents", "safety", "livelihood"],
  returns: ["left-again", "settled-elsewhere", "visited", "displaced", "returned"],
  classes: ["suspected", "confirmed"],
  conditions: ["very-bad", "destroyed", "poor", "fair", "good"],
};

/**
 * Whether a header of counts speaks of families or of households.
 *
 * @example
 * [countedUnit("Number of families"), countedUnit("عدد الأسر")]; //=> ["family", "household"]
 */
export function countedUnit(header: string): Exclude<CountingUnit, "person" | "community"> {
  return /famil|сем|сім|ail|ընտան|ოჯახ|عائل/iu.test(header) ? "family" : "household";
}
