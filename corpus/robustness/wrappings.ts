/**
 * What may stand around a request without changing it. Of each list one entry is taken; `MAIL` is the customer's own text, `SUBJECT` the subject.
 * None of these sentences is taught (corpus/augmentation): the gate asks for wordings that are new.
 */
export interface Wrapping {
  readonly name: string;
  readonly body: readonly string[];
  readonly subject?: readonly string[];
}

export const WRAPPINGS: readonly Wrapping[] = [
  {
    name: 'thanks',
    body: [
      'MAIL\n\nMany thanks for sorting this out for me, it means a lot.',
      'MAIL Thank you very much indeed for your trouble.',
      'MAIL\n\nI am most thankful for whatever you can do.',
      'MAIL\nThanks ever so much, you are a star.',
      'Thank you for the good work you do. MAIL Gratefully,',
      'MAIL\n\nThanking you in anticipation of a swift answer.',
    ],
  },
  {
    name: 'business signature',
    body: [
      'MAIL\n\nBest regards,\n\nHollis Grantham\nSenior Buyer, Procurement\nCascade Tool & Die, Inc.\n400 Foundry Row, Building 7\nDirect line on request | cascade.example',
      'MAIL\n\nRespectfully,\nMonica Trevino, RN, BSN\nCharge Nurse, 4 West\nSt. Brendan Hospital\n"Healing hands, caring hearts"',
      'MAIL\n\n--\nLeif Sorensen | Principal Architect | Sorensen + Pratt Studio\nPortland - Boise - Spokane\nFind us on LinkedIn',
      'MAIL\n\nThanks,\nDeputy Chief A. Marlowe\nClark Township Fire District\nStation 3',
      'MAIL\n\nWarmly,\nProf. Yuki Hamada (she/her)\nDepartment of Geology\nOffice hours Tuesdays 2-4\nPlease print only if you must.',
    ],
  },
  {
    name: 'external banner',
    body: [
      'CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.\n\nMAIL',
      '[EXTERNAL] Use caution with links and attachments.\n\nMAIL',
      '*** EXTERNAL SENDER: verify before you act ***\n\nMAIL',
      'This message was sent from an external mail server. If it looks suspicious, forward it to the security desk.\n----------\nMAIL',
      'WARNING: Unknown sender. Treat this message with care.\n\nMAIL',
    ],
  },
  {
    name: 'web form',
    subject: ['Contact form: SUBJECT', 'New website message', 'SUBJECT'],
    body: [
      'A visitor has sent you a message through the contact form.\n\nName: Hollis G.\nE-mail: hollis@example.com\nSubject: SUBJECT\nMessage:\nMAIL\n\n-- \nThis e-mail was sent from the contact form on example.com',
      'Form submission\nFirst name: Monica\nLast name: T.\nI am: a customer\nReply by: e-mail\nHow may we be of service?: MAIL',
      'You received a new enquiry.\n\nFrom: Leif\nSent: 10:42\n\nMAIL\n\nSubmitted with the online form.',
    ],
  },
  {
    name: 'complaint about the phone line',
    body: [
      'Forty-five minutes of elevator music, then a click and silence. That is your telephone service. MAIL',
      'I have given up on your hotline: three calls, three different menus, not one human being. MAIL',
      'MAIL\n\nPlease do something about the waiting times on the phone, they are dreadful.',
      'It is a disgrace how long one waits in your telephone queue, and I have half a mind to complain to somebody. So, in writing: MAIL',
      'Your operator put me through to a dead extension twice today. MAIL I expect better than that.',
    ],
  },
  {
    name: 'courteous long letter',
    body: [
      'Dear Madam or Sir,\n\nPlease allow me to introduce myself. My name is Hollis Grantham and I have had the pleasure of dealing with your house for the better part of two decades. In all that time I have been treated with nothing but kindness, which is rare enough these days.\n\nMAIL\n\nI am aware that your desk must be full and that mine is one letter among hundreds. Take whatever time you need. Should there be any point that I have failed to make clear, kindly drop me a line and I shall gladly explain. With the warmest good wishes to you and yours,\n\nHollis Grantham',
      'Good day to you all,\n\nI hope that the new season finds everybody at your office in good health and good spirits. It is raining here, the tomatoes are late, and my grandchildren are coming on Sunday, so I thought I had better write before the house is full.\n\nMAIL\n\nPlease excuse an old lady for going on so. You have always been patient with me, and it has not gone unnoticed. I shall wait to hear from whoever looks after such matters.\n\nYours ever so truly,\nMonica T.',
      'Hello,\n\nFirst things first: compliments to the gentleman who helped me the last time, he was a delight. I told all my neighbors.\n\nMAIL\n\nNo hurry at all on my side. If a form is needed or a call is easier for you, either is fine. I remain, with many thanks and kind greetings from our whole family,\n\nLeif Sorensen',
    ],
  },
  {
    name: 'confidentiality footer',
    body: [
      'MAIL\n\nCONFIDENTIALITY NOTICE: This communication and any attachments are intended solely for the addressee and may contain privileged material. If you are not the addressee, any review or distribution is prohibited; please delete it and inform the sender.',
      'MAIL\n\nThe contents of this e-mail are confidential. Unauthorised use, disclosure or copying is not permitted and may be unlawful.',
      'MAIL\n\nThis electronic transmission may be protected by attorney-client privilege. Receipt by anyone other than the named recipient is not a waiver.',
    ],
  },
  {
    name: 'antivirus footer',
    body: [
      'MAIL\n\n---\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com',
      'MAIL\n\nVirus-free. www.avg.com',
      'MAIL\n\nScanned by the district mail filter and believed to be clean.',
    ],
  },
  {
    name: 'mobile signature',
    body: [
      'MAIL\n\nSent from my iPhone',
      'MAIL\n\nGet Outlook for iOS',
      'MAIL\n\nSent from Yahoo Mail on Android',
      'MAIL\n\nsent from my Pixel, sorry for thumbs',
    ],
  },
  {
    name: 'greeting with small talk',
    body: [
      'Hi there, I trust the snow has melted on your side of the mountains. MAIL',
      'Good morning! Third coffee and the inbox is nearly empty, so your turn. MAIL',
      'Hello again, long time no write, the knee is better, thank you for asking. MAIL',
      'Hey folks, what a game last night, I am still hoarse. MAIL',
      'Dear friends, the lilacs are out and so is my husband, fishing. MAIL',
    ],
  },
  {
    name: 'apology',
    body: [
      'I feel bad for taking up your time with something so small. MAIL',
      'Forgive an ignorant question from somebody who never reads the fine print. MAIL',
      'MAIL My apologies for the length of this and for my spelling.',
      'Please pardon the intrusion, I did not know whom else to ask. MAIL',
    ],
  },
  {
    name: 'forwarded with a note',
    subject: ['Fwd: SUBJECT', 'FW: SUBJECT'],
    body: [
      'Could one of you have a look at this? I wrote to the wrong place first.\n\n---------- Forwarded message ---------\nFrom: Hollis G <hollis@example.com>\nDate: Tue, Mar 5, 2024 at 8:02 AM\nSubject: SUBJECT\nTo: <info@example.org>\n\nMAIL',
      'No answer so far, so here it is once more.\n\n-----Original Message-----\nFrom: Monica T. <monica@example.com>\nSent: Tuesday, March 5, 2024 8:02 AM\nTo: info@example.org\nSubject: SUBJECT\n\nMAIL',
    ],
  },
  {
    name: 'quoted reply below',
    subject: ['Re: SUBJECT', 'Re: We have received your message'],
    body: [
      'MAIL\n\nOn Tue, Mar 5, 2024 at 8:02 AM Service Desk <desk@example.com> wrote:\n> Hello, your message has reached us and has been given a number.\n> One of our specialists will be in touch.\n',
      'MAIL\n\n-----Original Message-----\nFrom: Service Desk <desk@example.com>\nSent: Tuesday, March 5, 2024 8:02 AM\nTo: Customer\nSubject: SUBJECT\n\nHow did we do? Please rate the conversation.',
    ],
  },
  {
    name: 'newsletter markup',
    body: [
      '<html><body><table width="600"><tr><td style="font-size:14px"><p>HTML</p></td></tr><tr><td style="font-size:9px">You receive this e-mail because you are a customer. <a href="https://example.com/u">Unsubscribe</a></td></tr></table></body></html>',
      '<div><div style="font-family:Verdana">HTML</div><hr><small>View online &middot; Privacy &middot; Terms</small></div>',
      '<!doctype html><html><head><style>p{color:#333}</style></head><body><p>Hello,</p><p>HTML</p><p>Kind regards</p></body></html>',
    ],
  },
  {
    name: 'subject within the body',
    subject: ['Question', 'Inquiry', ''],
    body: ['SUBJECT\n\nMAIL', 'Re SUBJECT: MAIL', 'MAIL\n\n(This is about: SUBJECT)'],
  },
];
