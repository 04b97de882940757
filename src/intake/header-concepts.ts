/** Words that stand in headers, by what they speak of: each line lists stems in many languages. Curated by hand. */
import { findStems, indexStems } from "./stems.ts";

export const concepts = [
  "date",
  "year",
  "month",
  "day",
  "birth",
  "death",
  "missing",
  "killed",
  "displaced",
  "injured",
  "detained",
  "destroyed",
  "damaged",
  "desecrated",
  "occupied",
  "contaminated",
  "incident",
  "place",
  "address",
  "settlement",
  "district",
  "region",
  "country",
  "residence",
  "origin",
  "name",
  "full",
  "given",
  "family",
  "father",
  "mother",
  "spouse",
  "maiden",
  "alias",
  "sex",
  "age",
  "persons",
  "count",
  "number",
  "household",
  "id",
  "passport",
  "national",
  "official",
  "phone",
  "email",
  "status",
  "condition",
  "circumstances",
  "note",
  "type",
  "area",
  "device",
  "latitude",
  "longitude",
  "pcode",
  "geonames",
  "parent",
  "level",
  "assessed",
  "collected",
  "row-number",
  "responsible",
  "informant",
  "before",
  "site",
  "hazard",
  "event",
] as const;
export type Concept = (typeof concepts)[number];

/** Stems in their own spelling, as `indexStems` reads them. */
const stems: Readonly<Record<Concept, string>> = {
  date: "date дата даты tarix tarih ամսաթիվ թվական თარიღ تاريخ تاریخ fecha datum= when= data= dob= dod= число=",
  year: "year год= года= il= ili= yil= yili= տարի տարեթիվ წელი წლის سنه= سنة= سال= рік= року= annee ano= jahr= by= yob=",
  month: "month месяц ay= ayi= ամիս თვე شهر= ماه= місяц mois= mes= bm=",
  day: "day= день gun= gün= օր= დღე= يوم= روز= день jour= dia= bd=",
  birth:
    "birth born dob= yob= рожд родил doğum doğul ծննդ ծնվ დაბად ميلاد ولاده ولادة مولد تولد народж naiss nacim nacid né= née= geburt geboren by= bm= bd=",
  death:
    "death died dead= deceas dod= смерт умер кончин ölüm vefat vəfat մահ= մահվան մահաց გარდაცვ وفاه وفاة فوت درگذشت помер deces décéd fallec muerte defunc öldüğü öldü= ölümü",
  missing:
    "missing disappear seen= видели görül lost= пропал пропаж пропав исчез безвест itkin itdiyi itən kayıp kaybol անհետ կորած კარგულ დაკარგ უგზო مفقود فقدان اختفاء گمشده ناپدید зник зникл безвіст dispar desapar vermisst last_seen last_contact last_known dernier_contact vue_pour visto_por последний_раз son_dəfə son_kez վերջին_անգամ ბოლოს_ნახ آخر_مشاهدة آخرین_بار",
  killed:
    "kill murder slain fatal casualt убит убийств погиб гибел öldür şəhid şehit həlak qətl զոհ սպան დაღუპ მოკლ قتل قتيل قتلى شهيد شهداء کشته загиб вбит tué= tués= tuée asesin muerto victim жертв",
  displaced:
    "displac refugee idp= idps= evict fled= flee expel uproot evacu вынужд переселен беженц перемещ изгнан эвакуи köçkün qaçqın məcburi göç= yerinden տեղահան փախստ վերաբնակ დევნილ ლტოლვილ نازح نزوح مهجر تهجير لاجئ لاجي آواره переміщ біжен deplac refugi desplaz departure= départ= flight= exodus exode éxodo выезд бегств ayrılış ayrıldığı kaçış çıxdığı_tarix tərk_et",
  injured:
    "injur wound maimed ранен ранени увеч yaral վիրավոր დაჭრ დაშავ جريح جرحى مجروح زخمی поранен bless herid verletz",
  detained:
    "detain detention arrest captur captiv prison hostage задерж арест плен заложн saxlan əsir girov tutuk tutsak ձերբակալ գերի= գերված პატიმ დაკავ ტყვე معتقل اعتقال محتجز اسير أسرى بازداشت затрим полон заруч deten captif cautiv",
  destroyed:
    "destroy destruct demolish ruin разруш уничт снесен dağıd dağıl yıkıl yıkım ավեր քանդ განადგურ დანგრ مدمر تدمير هدم تخریب зруйн détrui destru",
  damaged: "damag поврежд zədə hasar= hasarl վնաս დაზიან متضرر أضرار آسیب пошкодж endommag danad daños",
  desecrated: "desecrat vandal осквер təhqir պղծ შებღალ تدنيس осквернен profan",
  occupied:
    "занят= оккупир işğal zəbt գրավ= բռնազավթ ოკუპ محتل احتلال اشغال окупов occupied= occupier occupying under_occupation occupé= occupée= ocupad",
  contaminated:
    "contamin mined= mines= mine= minefield landmine заминир минн= минное минные загрязн minalan mina= minalı mayın ական= ականապատ ნაღმ ألغام ملغوم لغم مین= замінов мінн minado minas=",
  incident:
    "incident event occurred happened accident происшеств событ инцидент hadisə olay= դեպք միջադեպ ინციდენტ შემთხვევ حادث حدث= واقعه واقعة подія інцидент evenement",
  place:
    "place location where= locality= место места yer= yeri= yerin məkan վայր տեղ= ადგილ مكان موقع محل= مکان місце місця lieu= lugar ort= loc= gps= geopoint",
  address:
    "address адрес ünvan adres հասցե მისამართ عنوان نشانی آدرس адреса direccion adresse street улица küçə sokak",
  settlement:
    "village town= city= settlement community suburb hamlet camp= село= села= деревн город насел kənd qəsəbə şəhər köy= köyü şehir kasaba գյուղ քաղաք բնակավ სოფელ სოფლ ქალაქ قرية قريه مدينة مدينه بلدة بلده روستا شهر= місто= місте ville= pueblo ciudad aldea localidad admin3 adm3 admin4 adm4",
  district:
    "district район районы rayon ilçe county= շրջան რაიონ მუნიციპ قضاء منطقة منطقه شهرستان ناحية departement distrito admin2 adm2 subdistrict raion municip",
  region:
    "region province oblast область области край= губерн vilayət vilayet governorate state= bölge մարզ რეგიონ მხარე محافظة محافظه ولاية ولايه استان регіон provincia admin1 adm1",
  country: "country страна страны ölkə ülke երկիր ქვეყან دولة دوله بلد= کشور країна pays= pais= admin0 adm0",
  residence:
    "residen living= lives= current= present= прожив жител пребыв yaşay yaşad ikamet hazırkı բնակութ բնակվ ապրում საცხოვრ ცხოვრ إقامة اقامه سكن السكن سکونت прожив мешк domicil actual= wohn",
  origin:
    "from= native former previous= происх родом выехал откуда прежн əvvəlki mənşə mənşe eski= asıl ծագ նախկին წარმოშ ყოფილ أصل اصل= اصلي الاصلي سابق مبدأ походж звідки origen ancien anterior origin= origins= origine",
  name: "name имя имен имени наимен назван ad= adı= adi= isim= ismi= անուն անվ= სახელ اسم نام= імя ім= назва nom= noms= nombre= fname lname fio= фио= піб= saa= sname name= last_name last_names family_name first_name first_names original_name native_name name_in_original head_of_household head_of_family household_head head_name глава_семьи главы_семьи глава_домохоз ailə_başçısı aile_reisi ընտանիքի_գլխավոր ოჯახის_უფროს رب_الأسرة رب_العائلة سرپرست_خانوار chef_de_menage chef_de_famille jefe_de_hogar jefe_de_familia alternatename alternatenames asciiname nombres= old_name alt_name former_name previous_name",
  full: "full= полное полн= фио= піб= фио tam= saa= adsoyad ԱԱՀ= كامل رباعي ثلاثي complet повне= whole= head_of_household head_of_family household_head head_name глава_семьи главы_семьи глава_домохоз ailə_başçısı aile_reisi ընտանիքի_գլխավոր ოჯახის_უფროს رب_الأسرة رب_العائلة سرپرست_خانوار chef_de_menage chef_de_famille jefe_de_hogar jefe_de_familia",
  given: "given firstname forename prenom fname имя= личное öz= first_name first_names first=",
  family:
    "surname family= lastname lname фамил soyad soyisim ազգանուն გვარ لقب= كنية خانوادگی фамілі прізвищ famille apellido last_name last_names family_name last=",
  father:
    "father patronym отч отец= отца= ata= atasının atası baba= babası hayr հայր հոր= მამის მამა أب= الأب والد= الوالد پدر батьк pere= père= padre",
  mother:
    "mother мать= матер ana= anası anasının anne= annesi մայր մոր= დედ أم= الأم والدة والده مادر мати= матері mere= mère= madre",
  spouse:
    "spouse husband wife= супруг муж= мужа= жена= жены= yoldaşı eşi= ամուսին მეუღლ زوج زوجة زوجه همسر подружж epoux époux conyuge esposo",
  maiden: "maiden девич qızlıq kızlık ქალიშვილობ дівоч jeune soltera",
  alias:
    "alias nickname aka= кличк псевд ləqəb lakap alternate alternative other= другие վանուն مستعار شهرت псевдо surnom apodo alternatename alternatenames old_name alt_name former_name previous_name",
  sex: "sex= gender пол= пола= cins= cinsi= cinsiyyət cinsiyet սեռ= սեռը სქეს جنس= الجنس جنسیت стать= sexe= sexo= genero",
  age: "age= aged= возраст лет= yaş= yaşı= տարիք ასაკ عمر= العمر سن= السن вік= віку= edad= âge= alter=",
  persons:
    "persons people members individuals членов чел= человек nəfər kişi= անձանց անդամ სული= წევრ أفراد أشخاص نفر personas personnes membres осіб",
  count:
    "count= size= number= number_of no_of nr_of кол= количеств числ sayı= say= sayısı թիվ= քանակ რაოდენ عدد تعداد кількіст effectif nombre_de cantidad",
  number:
    "number= num= nr= nº= номер номери nömrə numara numarası համար ნომერ رقم شماره numero= número= numéro= serial= сериал",
  household:
    "household hh= hhid семья семьи домохоз ailə aile= ailenin hane= ընտանիք ოჯახ أسرة اسره عائلة عائله خانوار خانواده родин= сімя menage hogar",
  id: "id= ids= file= dossier= дело= identifier identif uid= uuid= guid= code= код= шифр unique= ref= reference case= registration= kod= კოდი رمز= record= recid rec= ident= key= soc= código codigo=",
  passport: "passport паспорт pasport pasaport անձնագ პასპორტ جواز گذرنامه passeport pasaporte",
  national:
    "national= fin= pin= ssn= soc= личный şəxsiyyət kimlik vətəndaş personal= პირადი وطني الوطني هوية هويه ملی= особист cedula dni= cni=",
  official:
    "official registry= cadast официальн реестр государств кадастр rəsmi resmi dövlət պաշտոն პետակ պետական სახელმწიფო ოფიციალ رسمي رسمی دولتی officiel oficial офіційн державн",
  phone:
    "phone mobile= tel= cell= contact тел= телефон əlaqə telefon հեռախոս ტელეფონ هاتف جوال تلفن موبایل teléfono",
  email: "email mail= почта eposta بريد correo",
  status:
    "status fate= outcome статус судьб taleyi statusu durum= durumu կարգավիճակ ճակատագիր სტატუს ბედი حالة حاله= وضع= وضعية وضعیت сост= статус доля= statut estado sort= category= категор believed",
  condition: "condition состоян vəziyyət hal= halı= վիճակ მდგომარეობ стан= etat= état=",
  circumstances:
    "circumst обстоят şərait koşul հանգաման გარემოებ ظروف شرایط обстав circonst circunst cause причин səbəb sebep how=",
  note: "note= notes= remark comment descript details info= примеч коммент описан qeyd not= notlar նշում ծանոթ შენიშვნ კომენტ ملاحظ توضیح приміт remarq observac text= certainty confidence",
  type: "type= kind= class= вид= тип= tipi= növ= növü tür= türü տեսակ ტიპ სახეობ نوع نوع= тип= tipo= art=",
  area: "area= hectare ha= sqm= m2= km2= площад sahə= sahəsi alan= alanı մակերես ფართობ مساحة مساحه площ= superficie surface",
  device:
    "device ordnance explosive uxo= munition боеприп взрыв qurğu sursat պայթուց ასაფეთქ ذخيرة عبوة боєприп engin artefacto",
  latitude: "lat= latitud широт enlik enlem լայն= განედ عرض= العرض ",
  longitude: "lon= lng= long= longitud долгот uzunluq boylam երկայն გრძედ طول= الطول",
  pcode: "pcode pcod",
  geonames: "geonames geonameid geoname",
  parent: "parent= within= belongs partof",
  level: "level= precision admin= уровен səviyyə düzey մակարդ დონე مستوى سطح feature_code",
  assessed:
    "assess survey inspect visit= visited обслед осмотр проверк yoxlan muayine գնահատ შეფას تقييم كشف обстеж evalu",
  collected:
    "collected interview entry= entered recorded registered submission зап= опрос регистрац внесен qeydiyyat kayıt= գրանց რეგისტრაც تسجيل ثبت реєстрац enregistr registro enumerator interviewer recorded_by filled_by entered_by assessor investigator surveyor опрашив интервьюер görüşmeci հարցազրույց enquêteur entrevistad",
  "row-number": "№= #= no= n= nn= п= пп= sıra= sira= sn= nr= ردیف= رديف= م= հ= հհ= sno= rownum",
  responsible:
    "responsible perpetrat accused alleged виновн ответствен məsul sorumlu պատասխանատու პასუხისმგ مسؤول مسئول винуват responsab",
  before:
    "before= prior= до= əvvəl= evvel əvvəlki= önce= önceki= avant= antes= قبل= پیش_از մինչ մինչև მანამდე",
  informant:
    "informant respondent applicant claimant reporter= reported_by contact_person contact_name next_of_kin relative= relatives= witness заявител информант опрошен свидетел родственник məlumat_verən müraciət şahid bildirən başvuran tanık տեղեկացնող դիմող վկա ინფორმატორ განმცხადებ მოწმე مبلغ= مقدم شاهد راوی گزارش informateur déclarant témoin informante declarante testigo заявник свідок",
  site: "site= monument cemetery cemeteries grave= graveyard shrine church mosque temple house= houses= home= homes= building heritage property объект памятник кладбищ храм церков мечет святын дом= дома= домов abidə qəbiristan məscid kilsə ziyarətgah pir= ev= evlər mezar cami= kilise türbe gerezman գերեզման եկեղեց մատուռ մզկիթ հուշարձ տուն= տներ ძეგლ სასაფლაო ეკლესი მეჩეთ სალოცავ სახლ مقبرة مقابر مسجد كنيسة مزار ضريح بيت= منزل منازل خانه گورستان памятк кладовищ будин site= cimetiere eglise mosquee maison cementerio iglesia mezquita casa= casas= heritage_place archaeological_site",
  hazard:
    "hazard minefield mine= mines= cha= sha= опасн минн= мінн= təhlükə minalanmış mayın= ականադաշտ ნაღმ خطر حقل=",
  event: "event= events= incident hadisə olay событ происшеств подія դեպք حدث= أحداث evenement evento",
};

const index = indexStems(stems);

/**
 * What the words of a header speak of.
 *
 * @example
 * [...conceptsOf("Дата рождения")]; //=> ["date", "birth"]
 * [...conceptsOf("mitchell")]; //=> []
 * [...conceptsOf("Place last seen")]; //=> ["place", "missing"]
 */
export function conceptsOf(header: string): ReadonlySet<Concept> {
  return findStems(index, header).meanings;
}

/**
 * Words of a header that speak of nothing known.
 *
 * @example
 * [unknownWords("number of rooms"), unknownWords("number of persons")]; //=> [["rooms"], []]
 */
export function unknownWords(header: string): readonly string[] {
  return findStems(index, header).unknown;
}
