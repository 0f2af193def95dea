import { type CourtesyKind, type CourtesyName, courtesyKind } from './courtesy-kind';

/** All kinds of a language share its words: they are fewer, and the phrase decides. */
function language(words: string, phrases: Readonly<Partial<Record<CourtesyName, RegExp>>>): readonly CourtesyKind[] {
  const names = Object.entries(phrases) as [CourtesyName, RegExp][];
  return names.map(([name, says]) =>
    courtesyKind(name, says, words, '# @phone @email @link hi hello ok email emails mail mails'),
  );
}

const GERMAN = language(
  `ich mich mir wir uns sie ihnen ihr ihre ihren ihrem ihrer ihres du dich dir dein deine euch euer eure eurem es das dies dieser dieses diese diesen diesem der die den dem des
  ein eine einen einem einer und oder aber auch so sehr ganz noch schon mal einmal bereits nochmals nochmal immer gerne gern bitte herzlich herzlichen herzlichst
  vielen vielem tausend besten bestens lieben liebe lieber schonen schones schone guten gute guter gutes frohe frohes dank danke dankbar danken bedanken bedanke verbunden voraus vorab im in
  fur von vom zu zum zur auf an am bei mit unter uber aus nach seit vor bis um ab hilfe unterstutzung muhe muhen bemuhungen zeit verstandnis geduld antwort antworten ruckmeldung ruckmeldungen nachricht
  schnelle rasche baldige zeitnahe kurze prompte freundliche freundlichen freundlicher schnell rasch bald baldmoglichst zeitnah schnellstmoglich moglich wie weiterhelfen helfen hilft konnen konnten kann konnte wurde wurden wollte mochte
  freue freuen freut horen lesen erhalten hoffe hoffen dass geht gut wohl hat haben habe hatte hatten sind ist bin war waren gruss grusse grussen gruessen gruesse hochachtungsvoll mfg vg lg
  entschuldigen entschuldigung entschuldige verzeihen verzeihung tut leid store storen storung umstande unannehmlichkeiten falls wenn sollten fragen ruckfragen frage nachfragen stehe stehen jederzeit verfugung
  telefonisch telefon telefonnummer nummer handy handynummer mobil erreichbar erreichen rufen anrufen angerufen ruf melden meldung sich zuruck wenden unten zogern nicht weitere weiteren informationen infos
  jahr jahre jahren langem langjahriger langjahrige langjahrigen treuer treue zufriedener zufriedene zufrieden kunde kundin kunden kundschaft haus hauses bank firma wunsche wunschen tag tage morgen abend woche wochenende weihnachten jahr ostern
  warteschleife leitung minuten stunden minute stunde hange hing hangt niemand keiner ans rangeht drangeht nimmt ab mehrfach mehrmals dreimal zweimal versucht vergeblich versuche keine kein warte wartet gewartet besetzt hotline standig
  hallo sehr geehrte geehrter damen herren herr frau team zusammen alle allerseits name heisse mein meine meinen ihnen erwarte erwartung danken verbleibe freundlichst erreicht brief schreiben anliegen angelegenheit was hinweis tipp vielleicht jemand etwas weiter da werde kurz`,
  {
    greeting: /^(?:hallo|guten (?:tag|morgen|abend)|sehr geehrte|liebe|lieber|moin|gruss gott|servus)\b/,
    thanks: /\b(?:danke|danken|dank|bedanke|bedanken|dankbar|verbunden)\b/,
    'request for an answer':
      /\b(?:freue[n]? (?:mich|uns)|(?:baldige|rasche|schnelle|kurze|zeitnahe|ihre|eine) (?:\w+ )?(?:antwort|ruckmeldung|nachricht)|um (?:\w+ )?(?:antwort|ruckmeldung|hilfe)|weiterhelfen|bitte (?:um|helfen|antworten|melden)|konnen sie mir helfen)\b/,
    'good wishes':
      /\b(?:hoffe[n]? .*(?:gut|wohl|erreicht)|wunsche[n]? (?:ihnen|euch|dir)|(?:schonen|schones|frohe|frohes|guten) (?:tag|wochenende|abend|woche|weihnachten|ostern|neues|neue)|wie geht es)\b/,
    apology: /\b(?:entschuldig\w*|verzeih\w*|tut mir leid)\b/,
    'contact data':
      /(?:\b(?:erreichbar|erreichen|verfugung|ruckfragen|zogern|(?:rufen|melden|wenden) sie|telefonnummer|handynummer|mein name|ich heisse)\b|@phone|@email)/,
    loyalty: /\b(?:bin|sind|war|waren|treue\w*|langjahrige\w*|zufriedene\w*|als) .*(?:kunde|kundin|kunden)\b/,
    'complaint about the wait':
      /\b(?:warteschleife|niemand|keiner|angerufen|hotline|keine (?:antwort|ruckmeldung)|besetzt)\b/,
    farewell:
      /^(?:(?:mit )?(?:freundlich\w*|best\w*|herzlich\w*|viele\w*|liebe\w*|schon\w*) (?:gruss\w*|grues\w*)|hochachtungsvoll|mfg|vg|lg|grusse)\b/,
  },
);

const FRENCH = language(
  `je j me m moi mon ma mes nous notre nos vous votre vos tu te ton ta tes il elle on ce c cet cette ces ceci cela ca le la les l un une des de du d a au aux en et ou mais si que qu qui quoi comment pour par avec sans sur dans
  est sont suis es etes sommes serais serait seriez etre ete avez ai avons avoir ait pourriez pouvez puissiez peut pouvoir veuillez voudrais vais allez va tout tous toute toutes bien tres beaucoup infiniment encore deja aussi plus trop non ne pas n y
  merci mille remercie remercions remerciements remercier reconnaissant reconnaissante apprecie avance aide assistance soutien temps attention patience comprehension reponse retour nouvelles lire lecture rapide prompte rapidement bientot vite possible
  des que meilleurs delais attente attends espere esperons souhaite souhaitons porte portez trouve parvient message courriel mel mail lettre bonne bon belle agreable journee soiree semaine fin annee fetes sante
  bonjour bonsoir salut madame monsieur messieurs mesdames cher chere chers equipe service client clientele cliente clients fidele longue date depuis ans annees an maison banque satisfait satisfaite cordialement salutations distinguees respectueuses sinceres
  meilleures sentiments agreer agreez expression croire recevoir recevez prie prions amities bises excuse excuser excusez excuses pardon pardonnez desole desolee deranger derange derangement retard francais fautes desagrement
  hesitez hesiter contacter appeler joindre joignable telephone telephoner portable numero disposition reste restons disponible question questions renseignement renseignements information informations complementaire complementaires supplementaire besoin cas autre autres rappeler rappelez appelez
  minutes heures minute heure attendu ligne personne repond repondu reponds decroche appele fois essaye plusieurs trois deux joindre toujours aucune jamais impossible standard m appelle nom aider aidez conseiller merci dire tenir courant`,
  {
    greeting: /^(?:bonjour|bonsoir|salut|madame|monsieur|messieurs|mesdames|chere?s?)\b/,
    thanks: /\b(?:merci|remerci\w+|reconnaissante?|apprecie\w*)\b/,
    'request for an answer':
      /\b(?:(?:attente|attends) .*(?:reponse|retour|nouvelles|lire)|dans l attente|(?:votre|une) (?:reponse|retour)|meilleurs delais|tenir .*courant|m aider|de vous lire|besoin d aide)\b/,
    'good wishes':
      /\b(?:j ?espere|esperons|souhaite|bonne (?:journee|soiree|semaine|annee|fin)|belle journee|bonnes fetes|comment allez)\b/,
    apology: /\b(?:excus\w+|pardon\w*|desolee?|derang\w+)\b/,
    'contact data':
      /(?:\b(?:hesitez|joindre|joignable|disposition|(?:r?appeler|r?appelez|contacter|contactez)|m appelle|mon nom|mon (?:numero|telephone|portable))\b|@phone|@email)/,
    loyalty: /\b(?:(?:suis|sommes|ete|fidele|tant que) .*cliente?s?|cliente?s? (?:depuis|fidele))\b/,
    'complaint about the wait': /\b(?:personne ne|attendu|en attente|essaye|appele|aucune reponse|occupee?)\b/,
    farewell:
      /^(?:(?:bien )?cordialement|(?:sinceres |meilleures )?salutations|veuillez (?:agreer|recevoir|croire)|je vous prie d|amities|bien a vous)\b/,
  },
);

const SPANISH = language(
  `yo se me mi mis nos nosotros nuestro nuestra usted ustedes le les lo la los las su sus tu te ti el un una unos unas de del a al en y o pero si que por para con sin sobre como cuando desde hasta es esta este esto estos estas estan son soy estoy estamos fue ha he han hemos haber sea sean estar
  puede pueden podria podrian pueda puedan poder quiero quisiera quedo quedamos tiene tengo tengan tenga muy mucho mucha muchas muchos mas todo toda todos todas bien tan tambien ya aun favor gracias mil agradezco agradecemos agradecer agradeceria agradecido agradecida agradecimiento antemano adelantado ayuda ayudar ayudarme ayudeme apoyo asistencia atencion tiempo paciencia comprension
  respuesta respuestas pronta rapida noticias espero esperamos espera esperando esperar responder contestar posible pronto antes cuanto lo encuentre encuentren bien salud familia buen buena buenos buenas dia dias tarde tardes noche noches semana fin feliz ano nuevo navidad
  hola estimado estimada estimados estimadas querido querida senor senora senores senoras equipo saludo saludos cordial cordiales atentamente cordialmente respetuosamente afectuosos abrazo disculpe disculpen disculpa disculpas perdon perdone perdonen siento lamento molestia molestias molestar molestarle demora ingles espanol
  dude duden no ni nadie llamar llamarme llame llamen llamado contactar contactarme contacte comunicarse comunicate telefono celular movil numero correo electronico disposicion pregunta preguntas duda dudas consulta informacion adicional necesita necesitan necesite cualquier alguna algo disponible localizar
  cliente clienta clientes fiel leal anos hace largo muchos banco empresa satisfecho satisfecha siempre minutos horas hora minuto contesta contestan contestado linea telefonica veces vez intentado varias tres dos ocupado llamo nombre mensaje atento atenta atentos haga hagan saber llegue`,
  {
    greeting:
      /^(?:hola|buen(?:os|as)? (?:dias?|tardes|noches)|estimad[oa]s?|querid[oa]s?|a quien corresponda|senor(?:es|a)?)\b/,
    thanks: /\b(?:gracias|agrade[cz]\w+|apreci\w+)\b/,
    'request for an answer':
      /\b(?:(?:espero|esperamos|espera|esperando|quedo|quedamos) .*(?:respuesta|noticias|responder|atent[oa])|(?:pronta|su) respuesta|ayud(?:arme|eme)|ayuda|haga(?:n)?me saber|lo antes posible)\b/,
    'good wishes': /\b(?:espero que|(?:buen|feliz) (?:dia|fin|tarde|noche|ano|navidad|semana)|como esta\w*)\b/,
    apology: /\b(?:disculp\w+|perdon\w*|lo (?:siento|lamento)|molest\w+)\b/,
    'contact data':
      /(?:\b(?:no duden?|llame\w*|llamarme|contact\w+|comunicarse|disposicion|mi (?:telefono|celular|movil|numero|correo|nombre)|me llamo)\b|@phone|@email)/,
    loyalty: /\b(?:soy|somos|como|fiel|sido) .*client(?:e|a|es)\b/,
    'complaint about the wait': /\b(?:nadie|en espera|llamado|intentado|ocupad[oa])\b/,
    farewell:
      /^(?:(?:un )?(?:cordial(?:es)? |afectuosos? )?saludos?|atentamente|cordialmente|respetuosamente|un abrazo)\b/,
  },
);

const ITALIAN = language(
  `io mi me mio mia miei mie ci noi nostro nostra lei la le li lo voi vi ve vostro vostra vostri suo sua suoi tuo tua il i gli l un uno una di del della dei delle dal dalla da a al alla ai in nel nella e o ma se che per con senza su come quando e sono sia siete ho ha avete hanno essere stare stia state stiate
  puo possa potete potrebbe potreste vorrei volevo resto restiamo rimango molto molta molte tanto tante tutto tutti bene piu gia ancora anche non mille cortesia cortese cortesemente favore prego grazie ringrazio ringraziamo ringraziando ringraziandovi ringraziandola ringraziamenti grato grata anticipo anticipatamente aiuto aiutarmi aiutare aiuti assistenza supporto disponibilita tempo attenzione pazienza comprensione
  risposta riscontro notizie attesa attendo aspetto rispondere rapida celere sollecita presto possibile prima quanto spero speriamo auguro auguri trovi bene buona buon buongiorno buonasera giornata serata settimana fine anno feste natale
  ciao salve gentile gentili egregio egregi spettabile caro cara signor signora signori team servizio clienti saluti saluto cordiali cordialmente distinti migliori fede scusi scusate scusa scuse mi dispiace disturbo disturbare ritardo
  esiti esitate contattarmi contattatemi chiamarmi chiamatemi chiamare chiami telefono cellulare numero disposizione domanda domande dubbio dubbi informazione informazioni ulteriore ulteriori qualsiasi necessario servisse occorre disponibile cliente da anni anno lunga data vecchio fedele banca azienda soddisfatto soddisfatta sempre
  minuti ore ora minuto nessuno risponde risposto linea chiamato volte volta provato tre due piu occupato chiamo nome messaggio email`,
  {
    greeting: /^(?:ciao|salve|buongiorno|buonasera|buon giorno|gentil[ei]|egregi[o]?|spettabile|car[oa])\b/,
    thanks: /\b(?:grazie|ringrazi\w+|grat[oa])\b/,
    'request for an answer':
      /\b(?:(?:attesa|attendo|aspetto|spero) .*(?:risposta|riscontro|notizie)|(?:cortese|gentile|vostra|sua|una) (?:\w+ )?(?:risposta|riscontro)|aiut\w+|prima possibile|fatemi sapere)\b/,
    'good wishes':
      /\b(?:spero (?:che|di)|buon(?:a)? (?:giornata|serata|settimana|fine|anno|natale|feste)|come sta\w*|auguri|auguro)\b/,
    apology: /\b(?:scus\w+|dispiace|disturb\w+)\b/,
    'contact data':
      /(?:\b(?:esit\w+|contattarmi|contattatemi|chiamarmi|chiamatemi|disposizione|mi chiamo|mio (?:numero|telefono|cellulare|nome))\b|@phone|@email)/,
    loyalty: /\b(?:sono|siamo|come|fedele|vecchio) .*clienti?\b/,
    'complaint about the wait': /\b(?:nessuno|in attesa|chiamato|provato|occupat[oa])\b/,
    farewell: /^(?:(?:cordiali|distinti|migliori) saluti|saluti|cordialmente|in fede|un saluto)\b/,
  },
);

const PORTUGUESE = language(
  `eu me mim meu minha meus minhas nos nosso nossa voce voces o a os as lhe lhes seu sua seus suas um uma de do da dos das no na nos nas ao aos a em e ou mas se que por pela pelo para com sem sobre como quando desde ate e esta este isto estas sao sou estou estamos foi tenho tem temos ter seja sejam estar esteja estejam
  pode podem poderia poderiam possa possam gostaria quero fico ficamos aguardo aguardamos muito muita muitos muitas mais todo toda todos todas tudo bem tao tambem ja ainda favor obrigado obrigada obrigados agradeco agradecemos agradecer agradecido agradecida grato grata desde antecipadamente antecipado ajuda ajudar ajuda ajudarme apoio assistencia suporte atencao tempo paciencia compreensao
  resposta retorno noticias breve rapida rapido espero esperamos esperando responder possivel logo antes quanto encontre bom boa bons boas dia dias tarde noite semana fim feliz ano novo natal
  ola oi prezado prezada prezados prezadas caro cara caros senhor senhora senhores equipe equipa cumprimentos atenciosamente cordialmente respeitosamente abraco abracos melhores desculpe desculpem desculpa desculpas perdao incomodo incomodar transtorno demora ingles portugues
  hesite hesitem nao ninguem ligar ligarme ligue liguem contactar contatar contato contacto entrar telefone celular telemovel numero correio eletronico disposicao pergunta perguntas duda duvida duvidas informacao informacoes adicional adicionais necessario precisar precisarem qualquer alguma disponivel
  cliente clientes fiel anos ha longa data banco empresa satisfeito satisfeita sempre minutos horas hora minuto atende atendeu atendem linha vezes vez tentei tentado varias tres duas ocupado ocupada chamo nome mensagem liguei espera`,
  {
    greeting: /^(?:ola|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?|exmos?)\b/,
    thanks: /\b(?:obrigad[oa]s?|agrade[cs]\w+|grat[oa])\b/,
    'request for an answer':
      /\b(?:(?:aguard\w+|espero|fico) .*(?:resposta|retorno|noticias|contacto|contato)|(?:sua|breve|uma) (?:resposta|retorno)|ajudar me|ajuda|logo que possivel)\b/,
    'good wishes': /\b(?:espero que|(?:bom|boa|feliz) (?:dia|fim|tarde|noite|semana|ano|natal)|como esta\w*)\b/,
    apology: /\b(?:desculp\w+|perdao|incomod\w+)\b/,
    'contact data':
      /(?:\b(?:hesite\w*|ligue\w*|ligar|contact?ar|disposicao|meu (?:telefone|celular|numero|nome)|me chamo|chamo me)\b|@phone|@email)/,
    loyalty: /\b(?:sou|somos|como|fiel|sido) .*clientes?\b/,
    'complaint about the wait': /\b(?:ninguem|em espera|liguei|tentei|ocupad[oa])\b/,
    farewell: /^(?:atenciosamente|(?:com os )?(?:melhores )?cumprimentos|cordialmente|abracos?|respeitosamente)\b/,
  },
);

/** The languages of Comprehend beside English. */
export const OTHER_COURTESY: readonly CourtesyKind[] = [...GERMAN, ...FRENCH, ...SPANISH, ...ITALIAN, ...PORTUGUESE];
