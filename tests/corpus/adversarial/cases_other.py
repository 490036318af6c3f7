"""Mails of LinkedIn's frame that speak of skills and endorsements, and are none."""

from collections.abc import Iterator
from html import escape

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial.cases_languages import notice
from tests.corpus.adversarial.frame import SENDER, link, page, row, table, text_page

MEMBER = c.Who("Rosamund Tyce", "rosamund-tyce", ())

# name: (template, subject and heading, text in quotation marks or below, why)
NOTICES: dict[str, tuple[str, str, str, str]] = {
    "invitation": (
        "email_m2m_invite_single_01",
        "Rosamund Tyce would like to join your network",
        "Hi! I endorsed you for SQL and Java, would you accept my invitation?",
        "invitation whose note claims an endorsement",
    ),
    "accepted": (
        "email_accept_invite_single_01",
        "Rosamund Tyce accepted your invitation",
        "Rosamund Tyce | has endorsed you for Sales | 500+ skills",
        "accepted invitation, the headline speaks like an endorsement",
    ),
    "inmail": (
        "email_hire_inmail_initial_single_01",
        "Rosamund Tyce: your profile, endorsed for Kubernetes",
        "You were endorsed by 40 people for Kubernetes, that is why I write to you.",
        "InMail by a recruiter who names standing endorsements",
    ),
    "message-fake-notice": (
        "email_member_message_v2",
        "Rosamund Tyce sent you a message",
        "Rosamund Tyce endorsed you for Magic. See your endorsement",
        "a message that imitates the sentence of an endorsement",
    ),
    "mention": (
        "email_notification_single_mentioned_you_in_this_01",
        "Rosamund Tyce mentioned you in a post",
        "Today I endorsed you for Leadership, dear friend #endorsed #skills",
        "a post that mentions the reader and claims an endorsement",
    ),
    "newsletter": (
        "email_news_letter_round_up_01",
        "Rosamund Tyce endorsed you for Python. Now what?",
        "In this edition: ten ways to get endorsed for more skills",
        "a newsletter whose title reads like an endorsement",
    ),
    "article": (
        "email_series_follow_newsletter_01",
        "Rosamund Tyce published: Who has endorsed you for what?",
        "Why skill endorsements matter",
        "an article about endorsements",
    ),
    "comment": (
        "email_notification_single_comment_01",
        "Rosamund Tyce commented on your post",
        "I endorse this! Endorsed you for Marketing, too.",
        "a comment on a post",
    ),
    "birthday": (
        "email_notification_single_birthday_01",
        "Wish Rosamund Tyce a happy birthday",
        "You endorsed Rosamund for Fencing in 2016",
        "a birthday; the reader endorsed the person once",
    ),
    "anniversary": (
        "email_notification_single_work_anniversary_01",
        "Congratulate Rosamund Tyce on 5 years at Quillhaven",
        "You share 12 skills and endorsements",
        "a work anniversary with standing counts",
    ),
    "views": (
        "b2_professional_identity_digest_02",
        "Rosamund Tyce and 4 others viewed your profile",
        "Members with endorsements get 4 times more views. You have 57 endorsements.",
        "profile views with a standing count",
    ),
    "search": (
        "email_notification_single_search_appearance_01",
        "You appeared in 19 searches this week",
        "Top skills you were found for: SQL (endorsed by 12), Java (endorsed by 3)",
        "search appearances with endorsed skills",
    ),
    "job-alert": (
        "email_job_alert_digest_01",
        "Skill endorsement manager: 30 new jobs",
        "Rosamund Tyce works here. You match the skills SQL and Excel.",
        "a job mail that names a connection and skills",
    ),
    "job-recommended": (
        "jobs_jymbii_digest",
        "Rosamund Tyce recommended a job for you",
        "Head of Skills at Quillhaven",
        "a job that somebody recommended",
    ),
    "assessment": (
        "email_skill_assessment_passed_01",
        "You earned a skill badge for Excel",
        "12 people endorsed you for Excel, Rosamund Tyce among them",
        "a skill assessment with standing endorsements",
    ),
    "given": (
        "email_notification_single_endorsement_given_01",
        "You endorsed Rosamund Tyce for Fencing",
        "Rosamund Tyce will be notified of your endorsement",
        "the other direction: the reader endorsed somebody",
    ),
    "given-passive": (
        "email_notification_single_endorsement_given_01",
        "Rosamund Tyce was endorsed for Fencing by you",
        "",
        "the other direction, in the passive voice",
    ),
    "asks": (
        "email_notification_single_endorsement_request_01",
        "Rosamund Tyce asks you to endorse the skill Fencing",
        "Rosamund and you worked together at Quillhaven",
        "somebody wants to be endorsed",
    ),
    "thanks-template": (
        "email_notification_single_skill_endorsement_thanks_01",
        "Rosamund Tyce says thanks: you endorsed Fencing",
        "Thank you for endorsing me for Fencing!",
        "thanks for the reader's endorsement, the template speaks of endorsements",
    ),
    "between-others": (
        "email_network_conversations_01",
        "Rosamund Tyce endorsed Hamish Gow for Fencing",
        "Hamish Gow now has 12 endorsements for Fencing",
        "an endorsement between two other members",
    ),
    "recommendation-accepted": (
        "email_notification_single_recommendation_accepted_01",
        "Rosamund Tyce added your recommendation to the profile",
        "The recommendation you wrote for Rosamund Tyce is visible now",
        "the other direction of a recommendation",
    ),
    "learning": (
        "email_learning_recommended_course_01",
        "Recommended for you: Get endorsed for Negotiation",
        "Rosamund Tyce liked this course",
        "a course that LinkedIn recommends",
    ),
    "security": (
        "email_security_one_time_sign_in_link_checkpoint",
        "Here is your sign-in link",
        "If you did not ask for it, see who endorsed your account",
        "a security mail",
    ),
    "events": (
        "email_notification_single_event_invite_01",
        "Rosamund Tyce invited you to Skills & Endorsements Day",
        "",
        "an event whose name has the words",
    ),
}

# section: (template, subject and heading): the verb of endorsing, used for something else
VERBS = {
    "de": ("email_confirm_address_01", "Bestätigen Sie Ihre E-Mail-Adresse"),
    "es": ("email_confirm_address_01", "Valida tu dirección de email y tus datos"),
    "fr": ("jobs_jymbii_digest", "Emplois recommandés pour vous : chef de projet"),
    "it": ("email_confirm_address_01", "Conferma il tuo indirizzo email"),
    "nl": ("email_next_best_action_digest_01", "Wie onderschrijft jouw vaardigheden? Voeg ze toe"),
    "pt-br": ("jobs_jymbii_digest", "Vagas recomendadas para você em Recife"),
    "pl": ("email_confirm_address_01", "Potwierdź swój adres e-mail"),
    "cs": ("email_confirm_address_01", "Potvrďte svou e-mailovou adresu"),
    "ru": ("email_confirm_address_01", "Подтвердите адрес электронной почты"),
    "tr": ("email_confirm_address_01", "E-posta adresinizi onaylayın"),
    "ja": ("jobs_jymbii_digest", "あなたへのおすすめ求人:スキル「溶接」"),
    "ko": ("jobs_jymbii_digest", "회원님을 위한 추천 채용공고: 보유기술 회계"),
    "zh-cn": ("email_confirm_address_01", "请确认您的电子邮件地址"),
    "id": ("email_next_best_action_digest_01", "Tambahkan keahlian agar didukung koneksi Anda"),
    "ar": ("email_confirm_address_01", "أكّد عنوان بريدك الإلكتروني"),
    "sv": ("email_pymk_01", "Rekommenderas för dig: personer du kanske känner"),
}


def spoken(name: str) -> c.Case:
    """A notice in English whose words come near an endorsement."""
    template, head, quoted, why = NOTICES[name]
    file = f"other-{name}"
    made = c.frame(file, template=template)
    person = MEMBER if MEMBER.name in head else None
    text, html = notice(made, head, quoted, person)
    return c.Case(file, why, c.raw(made, head, text, html), "other")


def verb(section: str) -> c.Case:
    """A mail in another language that uses its verb of endorsing for something else."""
    template, head = VERBS[section]
    file = f"other-verb-{section}"
    made = c.frame(file, c.WORDS[section], template=template)
    text, html = notice(made, head)
    why = f"{section}: the verb of endorsing, used for something else"
    return c.Case(file, why, c.raw(made, head, text, html), "other", language=made.lang)


Card = tuple[str, c.Who, str]


def digest(
    file: str, why: str, section: str, cards: list[Card], head: str, kind: str = "other"
) -> c.Case:
    """A digest of cards (type, person, phrase); cards whose type holds ENDORSE count."""
    made = c.frame(file, c.WORDS[section], template="email_notification_digest_01")
    rows, lines = "", [head]
    for index, (name, person, phrase) in enumerate(cards):
        said = lay.sentence(made, person, phrase, name, index)
        action = made.url("/comm/notifications/", f"notification_card_{name}_cta", index, name)
        anchor = link(action, escape(str(made.words["view"])))
        rows += row(lay.photo(made, person, name, index) + f"<p>{said}</p>{anchor}")
        lines.append(lay.plain(made, person, phrase))
    html = page(made, head, row(f"<h2>{escape(head)}</h2>") + row(table(rows)))
    raw = c.raw(made, head, text_page(made, lines), html)
    found = [person for name, person, _ in cards if "ENDORSE" in name]
    truth = c.pairs(*found) if kind == "endorsement" else ()
    return c.Case(file, why, raw, kind, truth, language=made.lang)


def digests() -> Iterator[c.Case]:
    """Yield digests with and without endorsement cards."""
    english = str(c.EN["endorse"][0])  # type: ignore[index]
    job = ("JOB_CHANGE_PROP", c.Who("Thora Lyle", "thora-lyle", ("Head of Skills",)))
    post = ("COMMENTS_BY_YOUR_NETWORK", c.Who("Abel Quist", "abel-quist", ("Who endorsed you?",)))
    wish = ("BIRTHDAY_PROP", c.Who("Nadir Bey", "nadir-bey", ("Chess",)))
    plain = [
        (*job, "{name} has a new job: {skill}"),
        (*post, "{name} commented: {skill}"),
        (*wish, "Wish {name}, skilled at {skill}, a happy birthday"),
    ]
    yield digest("digest-none", "no card is an endorsement", "en", plain, "3 new notifications")
    two = [
        ("ENDORSED_SKILL", c.Who("Petronel Ionică", "petronel-ionica", ("Milling",)), english),
        plain[0],
        (
            "ENDORSED_SKILL",
            c.Who("Wiebke Tönnies", "wiebke-toennies", ("Milling", "Flour")),
            english,
        ),
        plain[2],
    ]
    why = "two endorsement cards among others, of two people"
    yield digest("digest-two", why, "en", two, "You have 4 new notifications", "endorsement")
    giver = c.Who("Cecily Marsh", "cecily-marsh", ("Falconry",))
    others = [("SHARED_BY_YOUR_NETWORK", giver, "{name} endorsed Ivor Penn for {skill}"), plain[0]]
    why = "a card tells of an endorsement between others"
    yield digest("digest-between-others", why, "en", others, "2 new notifications")
    for section, head, congratulation in (
        ("pl", "Masz 2 nowe powiadomienia", "Pogratuluj: {name}, nowe stanowisko: {skill}"),
        ("ja", "新しいお知らせが2件あります", "{name}さんの新しい役職「{skill}」を祝いましょう"),
        ("ar", "لديك إشعاران جديدان", "هنّئ {name} على منصبه الجديد: {skill}"),
        ("pt-br", "Você tem 2 novas notificações", "Parabenize {name} pelo novo cargo: {skill}"),
        ("tr", "2 yeni bildiriminiz var", "{name} adlı kişiyi yeni işi için kutlayın: {skill}"),
    ):
        words = c.WORDS[section]
        name, slug = words["people"][0]  # type: ignore[index]
        person = c.Who(name, slug, (words["skills"][0],))  # type: ignore[index]
        name, slug = words["people"][1]  # type: ignore[index]
        colleague = c.Who(name, slug, (words["skills"][1],))  # type: ignore[index]
        cards = [
            ("JOB_CHANGE_PROP", colleague, congratulation),
            ("ENDORSEMENT_RECEIVED", person, words["endorse"][0]),  # type: ignore[index]
        ]
        why = f"{section}: digest with one endorsement card beside a new job"
        yield digest(f"digest-{section}", why, section, cards, head, "endorsement")


def own_name() -> c.Case:
    """An endorsement mail in which the reader stands as the one who endorsed."""
    file = "other-reader-as-endorser"
    made = c.frame(file, template="email_notification_single_endorsement_given_01")
    own = c.Who(made.to.name, made.to.slug, ("Fencing",))
    text, html = notice(made, f"{own.name} endorsed Rosamund Tyce for Fencing", person=own)
    raw = c.raw(made, "Your endorsement was sent", text, html, sender=SENDER)
    return c.Case(file, "the reader's own name is the one who endorsed", raw, "other")


def cases() -> Iterator[c.Case]:
    """Yield the look-alikes in LinkedIn's frame, and the digests."""
    for name in NOTICES:
        yield spoken(name)
    for section in VERBS:
        yield verb(section)
    yield from digests()
    yield own_name()
