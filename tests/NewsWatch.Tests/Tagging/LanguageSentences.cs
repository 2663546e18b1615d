namespace NewsWatch.Tests.Tagging;

/// <summary>Invented news sentences, two or more a language: language, then the sentence.</summary>
public static class LanguageSentences
{
    public static IEnumerable<(string Language, string Sentence)> All =>
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    private const string Text = """
        en The town council voted on Tuesday to pause its contract for face-reading cameras until the autumn.
        en Nurses say the new assistant saves them an hour a day, but nobody asked the patients.
        en A start-up in the harbour district wants to teach robots to sort fish.
        de Der Stadtrat hat am Dienstag beschlossen, den Vertrag über die Kameras vorerst auszusetzen.
        de Nach Angaben der Firma sollen im Herbst dreihundert Stellen wegfallen.
        de Wer haftet, wenn ein Roboter im Lager einen Menschen verletzt?
        fr Le conseil municipal a voté mardi la suspension du contrat de vidéosurveillance jusqu'à l'automne.
        fr Selon l'entreprise, trois cents postes seront supprimés d'ici la fin de l'année.
        fr Les enseignants réclament des règles claires pour l'usage des robots conversationnels à l'école.
        es El ayuntamiento votó el martes suspender el contrato de las cámaras hasta el otoño.
        es Según la empresa, se perderán trescientos empleos antes de que acabe el año.
        es Los profesores piden normas claras para el uso de asistentes en las aulas.
        pt A câmara municipal decidiu na terça-feira suspender o contrato das câmaras até ao outono.
        pt Segundo a empresa, trezentos postos de trabalho serão eliminados até o fim do ano.
        pt Professores pedem regras claras para o uso de robôs de conversa nas escolas.
        it Il consiglio comunale ha votato martedì la sospensione del contratto per le telecamere fino all'autunno.
        it Secondo l'azienda trecento posti di lavoro saranno tagliati entro la fine dell'anno.
        it Gli insegnanti chiedono regole chiare per l'uso degli assistenti in classe.
        nl De gemeenteraad besloot dinsdag het contract voor de camera's tot het najaar op te schorten.
        nl Volgens het bedrijf verdwijnen er voor het einde van het jaar driehonderd banen.
        nl Leraren vragen om duidelijke regels voor het gebruik van chatbots op school.
        sv Kommunfullmäktige röstade på tisdagen för att pausa avtalet om kamerorna till hösten.
        sv Enligt företaget försvinner trehundra jobb före årets slut.
        da Byrådet stemte tirsdag for at sætte aftalen om kameraerne på pause indtil efteråret.
        da Ifølge virksomheden forsvinder tre hundrede arbejdspladser inden årets udgang.
        no Kommunestyret vedtok tirsdag å sette avtalen om kameraene på vent til høsten.
        no Ifølge selskapet blir tre hundre arbeidsplasser borte før året er omme.
        fi Kaupunginvaltuusto päätti tiistaina keskeyttää kameroita koskevan sopimuksen syksyyn asti.
        fi Yhtiön mukaan kolmesataa työpaikkaa katoaa ennen vuoden loppua.
        is Bæjarstjórnin samþykkti á þriðjudag að fresta samningnum um myndavélarnar fram á haust.
        is Að sögn fyrirtækisins hverfa þrjú hundruð störf fyrir árslok.
        pl Rada miasta zagłosowała we wtorek za wstrzymaniem umowy na kamery do jesieni.
        pl Według firmy do końca roku zniknie trzysta miejsc pracy.
        cs Zastupitelstvo v úterý odhlasovalo pozastavení smlouvy na kamery až do podzimu.
        cs Podle firmy do konce roku zanikne tři sta pracovních míst.
        sk Mestské zastupiteľstvo v utorok odhlasovalo pozastavenie zmluvy na kamery až do jesene.
        sk Podľa firmy do konca roka zanikne tristo pracovných miest.
        sl Mestni svet je v torek glasoval za prekinitev pogodbe za kamere do jeseni.
        sl Po navedbah podjetja bo do konca leta ukinjenih tristo delovnih mest.
        hr Gradsko vijeće u utorak je izglasalo obustavu ugovora za kamere do jeseni.
        hr Prema navodima tvrtke, do kraja godine nestat će tristo radnih mjesta.
        hu A városi tanács kedden megszavazta, hogy őszig felfüggesztik a kamerákról szóló szerződést.
        hu A cég szerint az év végéig háromszáz munkahely szűnik meg.
        ro Consiliul local a votat marți suspendarea contractului pentru camere până la toamnă.
        ro Potrivit companiei, trei sute de locuri de muncă vor dispărea până la sfârșitul anului.
        tr Belediye meclisi salı günü kamera sözleşmesini sonbahara kadar askıya alma kararı aldı.
        tr Şirkete göre yıl sonuna kadar üç yüz kişi işini kaybedecek.
        vi Hội đồng thành phố hôm thứ Ba đã bỏ phiếu tạm dừng hợp đồng lắp camera đến mùa thu.
        vi Theo công ty, ba trăm việc làm sẽ bị cắt giảm trước cuối năm.
        id Dewan kota pada hari Selasa memutuskan untuk menunda kontrak kamera hingga musim gugur.
        id Menurut perusahaan itu, tiga ratus pekerjaan akan hilang sebelum akhir tahun.
        tl Bumoto ang konseho ng lungsod noong Martes na itigil muna ang kontrata para sa mga kamera.
        tl Ayon sa kompanya, tatlong daang trabaho ang mawawala bago matapos ang taon.
        sw Baraza la mji lilipiga kura Jumanne kusitisha mkataba wa kamera hadi mwisho wa mwaka.
        sw Kwa mujibu wa kampuni hiyo, ajira mia tatu zitapotea kabla ya mwaka kuisha.
        et Linnavolikogu otsustas teisipäeval kaamerate lepingu sügiseni peatada.
        et Ettevõtte sõnul kaob aasta lõpuks kolmsada töökohta.
        lv Pilsētas dome otrdien nobalsoja par kameru līguma apturēšanu līdz rudenim.
        lv Pēc uzņēmuma teiktā, līdz gada beigām zudīs trīssimt darba vietu.
        lt Miesto taryba antradienį nubalsavo sustabdyti kamerų sutartį iki rudens.
        lt Pasak bendrovės, iki metų pabaigos išnyks trys šimtai darbo vietų.
        sq Këshilli bashkiak votoi të martën për pezullimin e kontratës së kamerave deri në vjeshtë.
        sq Sipas kompanisë, treqind vende pune do të humbasin para fundit të vitit.
        ca L'ajuntament va votar dimarts suspendre el contracte de les càmeres fins a la tardor.
        ca Segons l'empresa, es perdran tres-cents llocs de treball abans de finals d'any.
        ru Городской совет во вторник проголосовал за приостановку договора на камеры до осени.
        ru По данным компании, до конца года исчезнут триста рабочих мест.
        uk Міська рада у вівторок проголосувала за призупинення договору на камери до осені.
        uk За словами компанії, до кінця року зникнуть триста робочих місць.
        bg Общинският съвет гласува във вторник договорът за камерите да бъде спрян до есента.
        bg Според компанията до края на годината ще бъдат закрити триста работни места.
        sr Градско веће је у уторак изгласало обуставу уговора за камере до јесени.
        sr Према наводима компаније, до краја године нестаће триста радних места.
        mk Градскиот совет во вторник гласаше за запирање на договорот за камерите до есен.
        be Гарадскі савет у аўторак прагаласаваў за прыпыненне дагавора на камеры да восені.
        kk Қалалық кеңес сейсенбіде камералар туралы келісімшартты күзге дейін тоқтатуға дауыс берді.
        ar صوّت مجلس المدينة يوم الثلاثاء على تعليق عقد الكاميرات حتى الخريف.
        ar وبحسب الشركة فإن ثلاثمئة وظيفة ستختفي قبل نهاية العام.
        fa شورای شهر روز سه‌شنبه به تعلیق قرارداد دوربین‌ها تا پاییز رأی داد.
        fa به گفتهٔ این شرکت تا پایان سال سیصد شغل از بین می‌رود.
        ur سٹی کونسل نے منگل کو کیمروں کا معاہدہ خزاں تک معطل کرنے کے حق میں ووٹ دیا۔
        hi नगर परिषद ने मंगलवार को कैमरों का अनुबंध शरद ऋतु तक रोकने के पक्ष में मतदान किया।
        hi कंपनी के अनुसार साल के अंत तक तीन सौ नौकरियाँ खत्म हो जाएँगी।
        mr नगर परिषदेने मंगळवारी कॅमेऱ्यांचा करार शरद ऋतूपर्यंत थांबवण्याच्या बाजूने मतदान केले.
        el Το δημοτικό συμβούλιο ψήφισε την Τρίτη την αναστολή της σύμβασης για τις κάμερες.
        he מועצת העיר הצביעה ביום שלישי בעד השעיית חוזה המצלמות עד הסתיו.
        th สภาเมืองลงมติเมื่อวันอังคารให้ระงับสัญญากล้องไว้จนถึงฤดูใบไม้ร่วง
        ko 시의회는 화요일 카메라 계약을 가을까지 보류하기로 의결했다.
        ja 市議会は火曜日、カメラの契約を秋まで見合わせることを可決した。
        zh 市议会周二投票决定将摄像头合同推迟到秋天。
        zh 据该公司称，到年底将有三百个工作岗位消失。
        bn নগর পরিষদ মঙ্গলবার ক্যামেরার চুক্তি শরৎ পর্যন্ত স্থগিত রাখার পক্ষে ভোট দিয়েছে।
        ta நகர சபை செவ்வாய்க்கிழமை கேமரா ஒப்பந்தத்தை இலையுதிர் காலம் வரை நிறுத்த வாக்களித்தது.
        te నగర మండలి మంగళవారం కెమెరాల ఒప్పందాన్ని శరదృతువు వరకు నిలిపివేయాలని ఓటు వేసింది.
        ka საქალაქო საბჭომ სამშაბათს კამერების ხელშეკრულების შეჩერებას მისცა ხმა.
        hy Քաղաքային խորհուրդը երեքշաբթի քվեարկեց տեսախցիկների պայմանագիրը կասեցնելու օգտին։
        am የከተማው ምክር ቤት ማክሰኞ የካሜራ ውሉን እስከ መኸር ለማቆም ድምፅ ሰጠ።
        """;
}
