"""What other programs call the attributes of a user; the field list knows nothing of it."""

from __future__ import annotations

RUSSIAN_LABELS: dict[str, str] = {
    "user_name": "Имя пользователя",
    "display_name": "Отображаемое имя",
    "given_name": "Имя",
    "middle_name": "Отчество",
    "family_name": "Фамилия",
    "honorific_prefix": "Обращение",
    "honorific_suffix": "Степень или звание",
    "nick_name": "Псевдоним",
    "email": "Электронная почта",
    "phone": "Телефон",
    "mobile": "Мобильный телефон",
    "title": "Должность",
    "department": "Отдел",
    "organization": "Организация",
    "employee_number": "Табельный номер",
    "user_type": "Тип пользователя",
    "office_location": "Кабинет",
    "preferred_language": "Предпочитаемый язык",
    "locale": "Региональный формат",
    "timezone": "Часовой пояс",
    "profile_url": "Веб-страница",
    "active": "Активен",
    "valid_from": "Действует с",
    "valid_until": "Действует по",
    "external_id": "Внешний ID",
    "notes": "Заметки",
}

# A yes in such a column means that the user is not active. ``accountEnabled`` in brackets is
# Microsoft Entra's "Block sign in", in whatever language its template is.
INVERTED = (
    "block sign in", "[accountEnabled]", "blocked", "is blocked", "sign in blocked", "disabled",
    "is disabled", "account disabled", "deactivated", "suspended", "is suspended", "inactive",
    "заблокирован", "отключён", "неактивен",
)  # fmt: skip

# Parts of names and whole names of columns that are never read into a user.
SECRET_PARTS = ("passw", "passphrase", "пароль", "kennwort", "motdepasse", "contrasena", "senha")
SECRETS = ("pass", "pwd", "psw", "pw", "pin", "secret", "credentials", "hash", "unicodePwd")

# fmt: off
SPELLINGS: dict[str, tuple[str, ...]] = {
    "user_name": (
        "login", "username", "uid", "user id", "sam account name", "userPrincipalName",
        "user principal name", "screen name", "account name", "логин", "имя пользователя",
        "учётная запись", "login name", "user logon name", "logon name", "user identifier", "upn",
        "nt account", "учетная запись", "имя для входа", "логин пользователя",
        "имя учётной записи",
    ),
    "display_name": (
        "name", "full name", "fullname", "cn", "common name", "formatted name", "fn", "file as",
        "отображаемое имя", "имя полностью", "фио", "полное имя", "displayed name",
        "contact name", "имя и фамилия", "выводимое имя", "имя для отображения", "сотрудник",
        "пользователь",
    ),
    "given_name": (
        "given name", "forename", "first", "имя", "givenname", "forenames", "christian name",
        "имена", "имя сотрудника",
    ),
    "middle_name": (
        "additional name", "second name", "patronymic", "отчество", "middle", "middle names",
    ),
    "family_name": (
        "family name", "surname", "sn", "last", "фамилия", "lastname", "familyname",
        "second surname", "family",
    ),
    "honorific_prefix": (
        "name prefix", "prefix", "salutation", "honorific", "обращение", "name title",
        "honorific title",
    ),
    "honorific_suffix": (
        "name suffix", "suffix", "generation qualifier", "суффикс", "generation",
    ),
    "nick_name": (
        "mozilla nickname", "mail nickname", "alias", "псевдоним", "nick", "alternate name",
        "alternatename", "known as", "прозвище",
    ),
    "email": (
        "mail", "email address", "e-mail address", "primary email", "e-mail 1 value",
        "emails.value", "rfc822 mailbox", "почта", "эл. почта", "электронная почта",
        "адрес электронной почты", "emails", "primary e-mail", "work email", "work e-mail",
        "e-mail 1 address", "mail address", "smtp address", "primary smtp address",
        "e-mail адрес", "e-mail", "почтовый адрес", "электронный адрес",
    ),
    "phone": (
        "telephone", "telephone number", "work phone", "office phone", "business phone",
        "primary phone", "phone number", "phone 1 value", "телефон", "рабочий телефон",
        "phone numbers", "phone1", "phone 1", "tel", "telephone 1", "work telephone",
        "business telephone", "phone numbers.value", "phone number 1", "telephone work", "тел.",
        "телефон рабочий", "номер телефона", "городской телефон",
    ),
    "mobile": (
        "mobile phone", "mobile number", "cell", "cell phone", "cellular", "sms", "phone 2",
        "phone2", "мобильный", "мобильный телефон", "сотовый", "mobile telephone",
        "mobile telephone number", "cell number", "phone mobile", "phone numbers mobile value",
        "сотовый телефон", "телефон мобильный", "моб. телефон", "мобильный номер",
    ),
    "title": (
        "job title", "employee title", "position", "organization title", "должность", "job role",
        "designation",
    ),
    "department": (
        "ou", "department number", "dept", "organization department", "org unit", "отдел",
        "подразделение", "кафедра", "класс", "org unit path", "organizational unit",
        "department name", "faculty", "отделение", "департамент", "факультет",
    ),
    "organization": (
        "company", "company name", "o", "organisation", "organization name", "institution",
        "организация", "компания", "employer", "school", "предприятие", "учреждение", "фирма",
    ),
    "employee_number": (
        "employee id", "id number", "idnumber", "personnel number", "organizational id number",
        "табельный номер", "employee no", "employeeid", "staff id", "staff number",
        "personnel no", "student number", "student id", "identifier", "номер сотрудника",
        "табельный №", "личный номер",
    ),
    "user_type": (
        "employee type", "role", "тип", "тип пользователя", "person type", "account type",
        "usertype", "роль",
    ),
    "office_location": (
        "physical delivery office name", "office number", "office", "room", "room number",
        "building id", "location", "кабинет", "building", "work location", "desk location",
        "офис", "комната",
    ),
    "preferred_language": (
        "language", "lang", "язык", "preferred languages", "languages", "предпочитаемый язык",
    ),
    "timezone": (
        "time zone", "tz", "часовой пояс", "zoneinfo", "временная зона",
    ),
    "profile_url": (
        "url", "website", "web page 1", "labeled uri", "home page", "сайт", "web page", "webpage",
        "homepage", "web site", "my site", "веб-страница",
    ),
    "active": (
        "enabled", "account enabled", "is active", "status", "new status", "активен",
        "enabled user", "is enabled", "account status", "user status", "login enabled",
        "активный", "включён", "статус",
    ),
    "valid_from": (
        "start date", "hire date", "employee hire date", "действует с", "active from",
        "employee start date", "account start date", "enrol time start", "дата начала",
        "дата приёма",
    ),
    "valid_until": (
        "valid to",
        "valid till",
        "end date", "expires", "account expires", "employee leave date time", "действует до",
        "expiry date", "expiration date", "expire date", "active until", "account expiry",
        "account expiration date", "leave date", "дата окончания", "дата увольнения",
        "срок действия",
    ),
    "external_id": (
        "sis id", "sourced id", "entry uuid", "object id", "внешний id", "external identifier",
        "source id", "immutable id", "guid", "object guid", "id", "идентификатор", "account",
    ),
    "notes": (
        "note", "description", "comment", "comments", "заметки", "примечание", "комментарий",
        "remarks", "remark", "memo", "заметка", "описание",
    ),
    "locale": (
        "region format", "culture", "locale id", "локаль", "региональный формат",
    ),
}
# fmt: on
