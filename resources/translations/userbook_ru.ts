<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Userbook</source>
        <translation>О программе Userbook</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Icons: Lucide, ISC licence. Qt and PySide6: LGPL version 3. Nothing is ever sent anywhere.</source>
        <translation>Свободная программа, лицензия MIT. Значки: Lucide, лицензия ISC. Qt и PySide6: LGPL версии 3. Программа никогда никуда ничего не отправляет.</translation>
    </message>
    <message>
        <source>Keeps the users of an organisation in one file.</source>
        <translation>Все пользователи организации — в одном файле.</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Что нового (по-английски)</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About Userbook</source>
        <translation>&amp;О программе Userbook</translation>
    </message>
    <message>
        <source>&amp;Backups…</source>
        <translation>&amp;Резервные копии…</translation>
    </message>
    <message>
        <source>&amp;Check file…</source>
        <translation>&amp;Проверить файл…</translation>
    </message>
    <message>
        <source>&amp;Copy users</source>
        <translation>&amp;Копировать пользователей</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>&amp;Отключить</translation>
    </message>
    <message>
        <source>&amp;Edit cell</source>
        <translation>Изменить &amp;ячейку</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>Вклю&amp;чить</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Экспорт…</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Найти…</translation>
    </message>
    <message>
        <source>&amp;Help and shortcuts</source>
        <translation>&amp;Справка и сочетания клавиш</translation>
    </message>
    <message>
        <source>&amp;History of this user</source>
        <translation>&amp;История этого пользователя</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Импорт…</translation>
    </message>
    <message>
        <source>&amp;New user</source>
        <translation>&amp;Новый пользователь</translation>
    </message>
    <message>
        <source>&amp;New userbook…</source>
        <translation>&amp;Создать книгу…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Открыть…</translation>
    </message>
    <message>
        <source>&amp;Paste into cells</source>
        <translation>Вст&amp;авить в ячейки</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Нас&amp;тройки…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Выход</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Повторить</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Обновить</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>Сб&amp;росить изменения</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Сохранить</translation>
    </message>
    <message>
        <source>&amp;Save this search…</source>
        <translation>Со&amp;хранить этот поиск…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>Add a fi&amp;lter…</source>
        <translation>До&amp;бавить фильтр…</translation>
    </message>
    <message>
        <source>C&amp;lose userbook</source>
        <translation>&amp;Закрыть книгу</translation>
    </message>
    <message>
        <source>Copy users with &amp;headings</source>
        <translation>Копировать с &amp;заголовками</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Удалить</translation>
    </message>
    <message>
        <source>E&amp;mpty trash…</source>
        <translation>Очистить &amp;корзину…</translation>
    </message>
    <message>
        <source>Erase e&amp;very trace…</source>
        <translation>Стереть все с&amp;леды…</translation>
    </message>
    <message>
        <source>Go to &amp;table</source>
        <translation>Перейти к &amp;таблице</translation>
    </message>
    <message>
        <source>Go to d&amp;etails</source>
        <translation>Перейти к карто&amp;чке</translation>
    </message>
    <message>
        <source>Go to p&amp;laces</source>
        <translation>Перейти к разде&amp;лам</translation>
    </message>
    <message>
        <source>Go to the &amp;next pane</source>
        <translation>Перейти к следующей &amp;панели</translation>
    </message>
    <message>
        <source>H&amp;istory…</source>
        <translation>&amp;История…</translation>
    </message>
    <message>
        <source>In&amp;vert selection</source>
        <translation>Обра&amp;тить выделение</translation>
    </message>
    <message>
        <source>Look &amp;back…</source>
        <translation>&amp;Взгляд в прошлое…</translation>
    </message>
    <message>
        <source>Res&amp;tore from the trash</source>
        <translation>&amp;Восстановить из корзины</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>Сохранить &amp;копию…</translation>
    </message>
    <message>
        <source>Save and ne&amp;w</source>
        <translation>Сохранить и со&amp;здать ещё</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Выделить всё</translation>
    </message>
    <message>
        <source>Show or hide &amp;details</source>
        <translation>Показать или скрыть &amp;карточку</translation>
    </message>
    <message>
        <source>Show or hide &amp;places</source>
        <translation>Показать или скрыть &amp;разделы</translation>
    </message>
    <message>
        <source>Try &amp;sample users</source>
        <translation>Посмотреть &amp;пример</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>%1, %2</source>
        <comment>day and time</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) added</source>
        <translation>
            <numerusform>добавлен %Ln пользователь</numerusform>
            <numerusform>добавлены %Ln пользователя</numerusform>
            <numerusform>добавлено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed</source>
        <translation>
            <numerusform>изменён %Ln пользователь</numerusform>
            <numerusform>изменены %Ln пользователя</numerusform>
            <numerusform>изменено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) deleted</source>
        <translation>
            <numerusform>удалён %Ln пользователь</numerusform>
            <numerusform>удалены %Ln пользователя</numerusform>
            <numerusform>удалено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Added</source>
        <comment>one user</comment>
        <translation>Добавлен</translation>
    </message>
    <message>
        <source>As of %1 – %2</source>
        <translation>Состояние на %1 — %2</translation>
    </message>
    <message>
        <source>Backup of %1 – %2</source>
        <translation>Резервная копия от %1 — %2</translation>
    </message>
    <message>
        <source>Before a backup was restored</source>
        <translation>Перед восстановлением копии</translation>
    </message>
    <message>
        <source>Before a large import</source>
        <translation>Перед большим импортом</translation>
    </message>
    <message>
        <source>Before the file was updated</source>
        <translation>Перед обновлением файла</translation>
    </message>
    <message>
        <source>Before users were erased</source>
        <translation>Перед стиранием пользователей</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>one user</comment>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Ежедневная</translation>
    </message>
    <message>
        <source>Deleted</source>
        <comment>one user</comment>
        <translation>Удалён</translation>
    </message>
    <message>
        <source>Made by hand</source>
        <translation>Сделана вручную</translation>
    </message>
    <message>
        <source>No user has changed since this backup.</source>
        <translation>После этой копии пользователи не менялись.</translation>
    </message>
    <message>
        <source>Since this backup: %1</source>
        <translation>После этой копии: %1</translation>
    </message>
    <message numerus="yes">
        <source>This is how %1 was on %2, without %Ln user(s) who were later deleted for good. Nothing can be changed here.</source>
        <translation>
            <numerusform>Это %1 по состоянию на %2, но без %Ln пользователя, позже удалённого навсегда. Здесь ничего нельзя изменить.</numerusform>
            <numerusform>Это %1 по состоянию на %2, но без %Ln пользователей, позже удалённых навсегда. Здесь ничего нельзя изменить.</numerusform>
            <numerusform>Это %1 по состоянию на %2, но без %Ln пользователей, позже удалённых навсегда. Здесь ничего нельзя изменить.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is how %1 was on %2. Nothing can be changed here.</source>
        <translation>Это %1 по состоянию на %2. Здесь ничего нельзя изменить.</translation>
    </message>
    <message>
        <source>This is the backup of %1. Nothing can be changed here.</source>
        <translation>Это резервная копия от %1. Здесь ничего нельзя изменить.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>не читается</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a day is written, as Qt spells it</comment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a value</comment>
        <translation>пусто</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message numerus="yes">
        <source>%Ln more user(s) are not listed here.</source>
        <translation>
            <numerusform>Ещё %Ln пользователь здесь не показан.</numerusform>
            <numerusform>Ещё %Ln пользователя здесь не показаны.</numerusform>
            <numerusform>Ещё %Ln пользователей здесь не показаны.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Сравнить</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Удалить…</translation>
    </message>
    <message>
        <source>&amp;Look inside</source>
        <translation>&amp;Посмотреть</translation>
    </message>
    <message>
        <source>A backup was made and checked.</source>
        <translation>Резервная копия сделана и проверена.</translation>
    </message>
    <message>
        <source>Back up &amp;now</source>
        <translation>Сделать &amp;копию сейчас</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Резервные копии</translation>
    </message>
    <message>
        <source>Backups are made automatically: on each day when something has changed, and before large changes. The older they get, the fewer of them are kept.</source>
        <translation>Резервные копии делаются сами: каждый день, когда что-то изменилось, и перед большими изменениями. Чем копии старше, тем меньше их хранится.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Compare shows which users have been added, deleted or changed since this backup. Then you can restore it.</source>
        <translation>Сравнение покажет, кто добавлен, удалён или изменён после этой копии. Затем её можно восстановить.</translation>
    </message>
    <message>
        <source>Comparing every user…</source>
        <translation>Сравниваем всех пользователей…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Looking for backups…</source>
        <translation>Ищем резервные копии…</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>Сделана</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>No user has changed since this backup.</source>
        <translation>После этой копии пользователи не менялись.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход выполнения</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln user(s)</source>
        <translation>
            <numerusform>Восстановить %Ln пользователя</numerusform>
            <numerusform>Восстановить %Ln пользователей</numerusform>
            <numerusform>Восстановить %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then</source>
        <translation>С тех пор</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>There are no backups of this file yet.</source>
        <translation>Резервных копий этого файла пока нет.</translation>
    </message>
    <message>
        <source>This backup cannot be read.</source>
        <translation>Эту резервную копию не удаётся прочитать.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
    <message>
        <source>Users compared</source>
        <translation>Сравнено пользователей</translation>
    </message>
    <message>
        <source>Users that differ from the backup</source>
        <translation>Пользователи, которые отличаются от копии</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Повод</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>This file can only be read. Work on a copy of it.</source>
        <translation>Этот файл доступен только для чтения. Работайте с его копией.</translation>
    </message>
    <message>
        <source>Userbook keeps this time itself: it cannot be changed.</source>
        <translation>Это время Userbook записывает сам: его нельзя изменить.</translation>
    </message>
    <message>
        <source>Users in the trash cannot be changed. Restore them first.</source>
        <translation>Пользователей в корзине нельзя изменить. Сначала восстановите их.</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>%1 · %2 · %3</source>
        <comment>users, trash and history of a file</comment>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what was looked at, and what was found</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) do not match what took them back.</source>
        <translation>
            <numerusform>%Ln изменение не согласуется с его отменой.</numerusform>
            <numerusform>%Ln изменения не согласуются с их отменой.</numerusform>
            <numerusform>%Ln изменений не согласуются с их отменой.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) in the history</source>
        <translation>
            <numerusform>%Ln изменение в истории</numerusform>
            <numerusform>%Ln изменения в истории</numerusform>
            <numerusform>%Ln изменений в истории</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) that the history refers to are missing.</source>
        <translation>
            <numerusform>Нет %Ln изменения, на которое ссылается история.</numerusform>
            <numerusform>Нет %Ln изменений, на которые ссылается история.</numerusform>
            <numerusform>Нет %Ln изменений, на которые ссылается история.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) in the file do not hold what they should.</source>
        <translation>
            <numerusform>В %Ln месте файла записано не то, что должно быть.</numerusform>
            <numerusform>В %Ln местах файла записано не то, что должно быть.</numerusform>
            <numerusform>В %Ln местах файла записано не то, что должно быть.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <translation>
            <numerusform>%Ln пользователь</numerusform>
            <numerusform>%Ln пользователя</numerusform>
            <numerusform>%Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) are not where the history has left them.</source>
        <translation>
            <numerusform>%Ln пользователь не там, где должен быть по истории.</numerusform>
            <numerusform>%Ln пользователя не там, где должны быть по истории.</numerusform>
            <numerusform>%Ln пользователей не там, где должны быть по истории.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) cannot be found by searching.</source>
        <translation>
            <numerusform>Поиск не находит %Ln пользователя.</numerusform>
            <numerusform>Поиск не находит %Ln пользователей.</numerusform>
            <numerusform>Поиск не находит %Ln пользователей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have a value that cannot be read.</source>
        <translation>
            <numerusform>У %Ln пользователя есть значение, которое не читается.</numerusform>
            <numerusform>У %Ln пользователей есть значение, которое не читается.</numerusform>
            <numerusform>У %Ln пользователей есть значение, которое не читается.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have the user name of somebody else.</source>
        <translation>
            <numerusform>У %Ln пользователя чужое имя пользователя.</numerusform>
            <numerusform>У %Ln пользователей чужое имя пользователя.</numerusform>
            <numerusform>У %Ln пользователей чужое имя пользователя.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) in the trash</source>
        <translation>
            <numerusform>%Ln пользователь в корзине</numerusform>
            <numerusform>%Ln пользователя в корзине</numerusform>
            <numerusform>%Ln пользователей в корзине</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) may be found or sorted wrongly.</source>
        <translation>
            <numerusform>%Ln пользователь может неверно находиться или сортироваться.</numerusform>
            <numerusform>%Ln пользователя могут неверно находиться или сортироваться.</numerusform>
            <numerusform>%Ln пользователей могут неверно находиться или сортироваться.</numerusform>
        </translation>
    </message>
    <message>
        <source>A part of this cannot be read: a page is damaged.</source>
        <translation>Часть данных не читается: повреждена страница.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>Проверка файла</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Проверено</translation>
    </message>
    <message>
        <source>Checking the file. You can go on working meanwhile.</source>
        <translation>Файл проверяется. Тем временем можно работать дальше.</translation>
    </message>
    <message>
        <source>Checking: %1 of %2</source>
        <translation>Проверяется: %1 из %2</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяется…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>В порядке</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Ещё не проверено</translation>
    </message>
    <message>
        <source>Not everything is as it should be, but the file is not damaged. The users are all there; you can go on working.</source>
        <translation>Не всё так, как должно быть, но файл не повреждён. Все пользователи на месте; можно работать дальше.</translation>
    </message>
    <message>
        <source>Nothing is wrong with this file.</source>
        <translation>С этим файлом всё в порядке.</translation>
    </message>
    <message>
        <source>Pages of the file</source>
        <translation>Страницы файла</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Ссылки</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Salvage into a new file…</source>
        <translation>Спасти данные в новый файл…</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>Поисковый индекс</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Таблицы</translation>
    </message>
    <message>
        <source>The check was cancelled. Nothing was changed.</source>
        <translation>Проверка прервана. Ничего не изменено.</translation>
    </message>
    <message numerus="yes">
        <source>The history of %Ln user(s) has a gap.</source>
        <translation>
            <numerusform>В истории %Ln пользователя есть пробел.</numerusform>
            <numerusform>В истории %Ln пользователей есть пробел.</numerusform>
            <numerusform>В истории %Ln пользователей есть пробел.</numerusform>
        </translation>
    </message>
    <message>
        <source>The numbers beside the places are wrong.</source>
        <translation>Числа рядом с разделами неверны.</translation>
    </message>
    <message numerus="yes">
        <source>The search index has %Ln user(s) who do not exist.</source>
        <translation>
            <numerusform>В поисковом индексе есть %Ln пользователь, которого не существует.</numerusform>
            <numerusform>В поисковом индексе есть %Ln пользователя, которых не существует.</numerusform>
            <numerusform>В поисковом индексе есть %Ln пользователей, которых не существует.</numerusform>
        </translation>
    </message>
    <message>
        <source>The search index is being rebuilt…</source>
        <translation>Поисковый индекс строится заново…</translation>
    </message>
    <message>
        <source>The search index is not in order. It cannot be repaired here, since this file can only be read. The users themselves are all there.</source>
        <translation>Поисковый индекс не в порядке. Исправить его здесь нельзя: файл открыт только для чтения. Сами пользователи все на месте.</translation>
    </message>
    <message>
        <source>The search index is not in order. Repair rebuilds it from the users and changes nothing else.</source>
        <translation>Поисковый индекс не в порядке. «Исправить» построит его заново по пользователям и больше ничего не изменит.</translation>
    </message>
    <message numerus="yes">
        <source>The search index was repaired in %Ln place(s).</source>
        <translation>
            <numerusform>Поисковый индекс исправлен в %Ln месте.</numerusform>
            <numerusform>Поисковый индекс исправлен в %Ln местах.</numerusform>
            <numerusform>Поисковый индекс исправлен в %Ln местах.</numerusform>
        </translation>
    </message>
    <message>
        <source>The tables are not those of a userbook of this version.</source>
        <translation>Таблицы не такие, как в книге пользователей этой версии.</translation>
    </message>
    <message>
        <source>This file is damaged. Salvage puts everything that can still be read into a new file; this one stays as it is.</source>
        <translation>Файл повреждён. Всё, что ещё можно прочитать, можно спасти в новый файл; этот останется как есть.</translation>
    </message>
    <message>
        <source>Values of users</source>
        <translation>Значения полей</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Choose a date (Alt+Down)</source>
        <translation>Выбрать дату (Alt+↓)</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Без даты</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>%1 added</source>
        <translation>Добавлен пользователь %1</translation>
    </message>
    <message>
        <source>%1 brought back</source>
        <translation>Восстановлен пользователь %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>Изменён пользователь %1</translation>
    </message>
    <message>
        <source>%1 changed by another program</source>
        <translation>Другая программа изменила пользователя %1</translation>
    </message>
    <message>
        <source>%1 deleted for good</source>
        <translation>Навсегда удалён пользователь %1</translation>
    </message>
    <message>
        <source>%1 erased</source>
        <translation>Стёрты данные пользователя %1</translation>
    </message>
    <message>
        <source>%1 imported</source>
        <translation>Импортирован пользователь %1</translation>
    </message>
    <message>
        <source>%1 moved to the trash</source>
        <translation>В корзину перемещён пользователь %1</translation>
    </message>
    <message>
        <source>%1 restored from a backup</source>
        <translation>Из резервной копии восстановлен пользователь %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln added</source>
        <translation>
            <numerusform>добавлен %Ln</numerusform>
            <numerusform>добавлены %Ln</numerusform>
            <numerusform>добавлено %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <translation>
            <numerusform>изменён %Ln</numerusform>
            <numerusform>изменены %Ln</numerusform>
            <numerusform>изменено %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>удалён %Ln</numerusform>
            <numerusform>удалены %Ln</numerusform>
            <numerusform>удалено %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) added</source>
        <translation>
            <numerusform>Добавлен %Ln пользователь</numerusform>
            <numerusform>Добавлены %Ln пользователя</numerusform>
            <numerusform>Добавлено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) added by another program</source>
        <translation>
            <numerusform>Другой программой добавлен %Ln пользователь</numerusform>
            <numerusform>Другой программой добавлены %Ln пользователя</numerusform>
            <numerusform>Другой программой добавлено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) brought back</source>
        <translation>
            <numerusform>Восстановлен %Ln пользователь</numerusform>
            <numerusform>Восстановлены %Ln пользователя</numerusform>
            <numerusform>Восстановлено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed</source>
        <translation>
            <numerusform>Изменён %Ln пользователь</numerusform>
            <numerusform>Изменены %Ln пользователя</numerusform>
            <numerusform>Изменено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed by another program</source>
        <translation>
            <numerusform>Другая программа изменила %Ln пользователя</numerusform>
            <numerusform>Другая программа изменила %Ln пользователей</numerusform>
            <numerusform>Другая программа изменила %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) deleted for good</source>
        <translation>
            <numerusform>Навсегда удалён %Ln пользователь</numerusform>
            <numerusform>Навсегда удалены %Ln пользователя</numerusform>
            <numerusform>Навсегда удалено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) erased</source>
        <translation>
            <numerusform>Стёрты данные %Ln пользователя</numerusform>
            <numerusform>Стёрты данные %Ln пользователей</numerusform>
            <numerusform>Стёрты данные %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) imported</source>
        <translation>
            <numerusform>Импортирован %Ln пользователь</numerusform>
            <numerusform>Импортированы %Ln пользователя</numerusform>
            <numerusform>Импортировано %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) imported from “%1”</source>
        <translation>
            <numerusform>Импортирован %Ln пользователь из файла %1</numerusform>
            <numerusform>Импортированы %Ln пользователя из файла %1</numerusform>
            <numerusform>Импортировано %Ln пользователей из файла %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) moved to the trash</source>
        <translation>
            <numerusform>В корзину перемещён %Ln пользователь</numerusform>
            <numerusform>В корзину перемещены %Ln пользователя</numerusform>
            <numerusform>В корзину перемещено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) removed by another program</source>
        <translation>
            <numerusform>Другой программой удалён %Ln пользователь</numerusform>
            <numerusform>Другой программой удалены %Ln пользователя</numerusform>
            <numerusform>Другой программой удалено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) restored from a backup</source>
        <translation>
            <numerusform>Из резервной копии восстановлен %Ln пользователь</numerusform>
            <numerusform>Из резервной копии восстановлены %Ln пользователя</numerusform>
            <numerusform>Из резервной копии восстановлено %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Повторить</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Повторить «%1»</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Отменить «%1»</translation>
    </message>
    <message>
        <source>By another program: %1</source>
        <translation>Другой программой: %1</translation>
    </message>
</context>
<context>
    <name>DraftsOffer</name>
    <message numerus="yes">
        <source>%Ln more user(s) have changes that were not saved</source>
        <translation>
            <numerusform>Ещё у %Ln пользователя есть несохранённые изменения</numerusform>
            <numerusform>Ещё у %Ln пользователей есть несохранённые изменения</numerusform>
            <numerusform>Ещё у %Ln пользователей есть несохранённые изменения</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have changes that were not saved</source>
        <translation>
            <numerusform>У %Ln пользователя есть несохранённые изменения</numerusform>
            <numerusform>У %Ln пользователей есть несохранённые изменения</numerusform>
            <numerusform>У %Ln пользователей есть несохранённые изменения</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Show next</source>
        <translation>Показать ещё</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Add sample users</source>
        <translation>Добавить примеры</translation>
    </message>
    <message>
        <source>Add the first one, or drop a file with a list of users here.</source>
        <translation>Добавьте первого или перетащите сюда файл со списком.</translation>
    </message>
    <message>
        <source>Check the spelling, or look in a larger place.</source>
        <translation>Проверьте написание или поищите среди всех пользователей.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Очистить поиск</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Новый пользователь</translation>
    </message>
    <message>
        <source>No user belongs to “%1” at the moment.</source>
        <translation>В разделе «%1» сейчас нет пользователей.</translation>
    </message>
    <message>
        <source>No users match “%1”</source>
        <translation>По запросу «%1» никого не нашлось</translation>
    </message>
    <message>
        <source>No users yet</source>
        <translation>Пользователей пока нет</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>Здесь никого нет</translation>
    </message>
    <message>
        <source>None of %2 users match “%1”</source>
        <translation>По запросу «%1» никого не нашлось (всего в книге: %2)</translation>
    </message>
    <message>
        <source>Show all users</source>
        <translation>Показать всех</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>Корзина пуста</translation>
    </message>
    <message>
        <source>Users whom you delete come here.</source>
        <translation>Сюда попадают удалённые пользователи.</translation>
    </message>
    <message numerus="yes">
        <source>Without %1: %Ln user(s)</source>
        <translation>
            <numerusform>Без условия %1: %Ln пользователь</numerusform>
            <numerusform>Без условия %1: %Ln пользователя</numerusform>
            <numerusform>Без условия %1: %Ln пользователей</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>%1 is no longer there: another program has deleted it.</source>
        <translation>Записи больше нет, её удалила другая программа: %1.</translation>
    </message>
    <message>
        <source>%1 users are too many to copy or paste at once: %2 can be. Export or import a file.</source>
        <translation>%1 — слишком много, чтобы скопировать или вставить за раз: не больше %2 пользователей. Экспортируйте или импортируйте файл.</translation>
    </message>
    <message>
        <source>%1 was changed by another program meanwhile. Nothing was stored; look again.</source>
        <translation>Карточку «%1» тем временем изменила другая программа. Ничего не сохранено; проверьте её ещё раз.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln user name(s) now belong to others; nobody was brought back. Restore these users from the trash under other names.</source>
        <translation>
            <numerusform>%Ln имя пользователя теперь занято другими; никто не восстановлен. Восстановите этих пользователей из корзины под другими именами.</numerusform>
            <numerusform>%Ln имени пользователя теперь заняты другими; никто не восстановлен. Восстановите этих пользователей из корзины под другими именами.</numerusform>
            <numerusform>%Ln имён пользователя теперь заняты другими; никто не восстановлен. Восстановите этих пользователей из корзины под другими именами.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were changed afterwards (%1), on %2 by %3. Nothing was taken back.</source>
        <translation>
            <numerusform>Позже изменён %Ln пользователь (%1): %2, автор — %3. Ничего не отменено.</numerusform>
            <numerusform>Позже изменены %Ln пользователя (%1): %2, автор — %3. Ничего не отменено.</numerusform>
            <numerusform>Позже изменено %Ln пользователей (%1): %2, автор — %3. Ничего не отменено.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were changed afterwards (%1). Nothing was taken back.</source>
        <translation>
            <numerusform>Позже изменён %Ln пользователь (%1). Ничего не отменено.</numerusform>
            <numerusform>Позже изменены %Ln пользователя (%1). Ничего не отменено.</numerusform>
            <numerusform>Позже изменено %Ln пользователей (%1). Ничего не отменено.</numerusform>
        </translation>
    </message>
    <message>
        <source>A quotation mark that opens in line %3 of “%1” is never closed.</source>
        <translation>В файле «%1» не закрыта кавычка, открытая в строке %3.</translation>
    </message>
    <message>
        <source>Another file was put in the place of this one, so nothing can be stored. Save a copy of what you see, then open the new file.</source>
        <translation>На месте этого файла теперь другой, поэтому сохранить ничего нельзя. Сохраните копию того, что видите, затем откройте новый файл.</translation>
    </message>
    <message>
        <source>Another program is writing to the file. Nothing was stored; try again in a moment.</source>
        <translation>В файл сейчас пишет другая программа. Ничего не сохранено; повторите чуть позже.</translation>
    </message>
    <message>
        <source>Another program is writing to “%1”, so it could not be copied. Try again in a moment.</source>
        <translation>В файл «%1» сейчас пишет другая программа, скопировать его не удалось. Повторите чуть позже.</translation>
    </message>
    <message>
        <source>Another window or program has already taken this back.</source>
        <translation>Это уже отменено в другом окне или другой программой.</translation>
    </message>
    <message>
        <source>Beside “%1” lies a file that would make the database delete other files. Nothing was opened.</source>
        <translation>Рядом с «%1» лежит файл, из-за которого база данных удалила бы другие файлы. Ничего не открыто.</translation>
    </message>
    <message>
        <source>Erased. But another program has the file open, and until it is closed there, traces of what was erased stay in the file. Close it there, then open it here again.</source>
        <translation>Стёрто. Но файл открыт в другой программе, и пока его там не закроют, следы стёртого остаются в файле. Закройте его там, затем снова откройте здесь.</translation>
    </message>
    <message>
        <source>History does not know what was there before the other program wrote. A backup may: compare the file with it.</source>
        <translation>История не знает, что было здесь до записи другой программой. Возможно, это есть в резервной копии: сравните файл с ней.</translation>
    </message>
    <message>
        <source>Line %3 of “%1” cannot be read in this encoding. Choose another.</source>
        <translation>Строку %3 файла «%1» не удалось прочитать в этой кодировке. Выберите другую.</translation>
    </message>
    <message>
        <source>Line %3 of “%1” has too many columns. Is the separator right?</source>
        <translation>В строке %3 файла «%1» слишком много столбцов. Верно ли выбран разделитель?</translation>
    </message>
    <message>
        <source>Line %3 of “%1” holds a cell that is too long. Is a quotation mark missing?</source>
        <translation>В строке %3 файла «%1» слишком длинная ячейка. Не пропущена ли кавычка?</translation>
    </message>
    <message>
        <source>Line %3 of “%1” holds bytes that are no text. Is it really a table?</source>
        <translation>В строке %3 файла «%1» не текст, а двоичные данные. Это точно таблица?</translation>
    </message>
    <message>
        <source>No column of “%1” is used yet. Say which column is what.</source>
        <translation>Из файла «%1» пока не выбрано ни одного столбца. Укажите, что в каком столбце.</translation>
    </message>
    <message>
        <source>Nothing of this is left that could be taken back.</source>
        <translation>От этого изменения не осталось ничего, что можно было бы отменить.</translation>
    </message>
    <message>
        <source>Something typed is not valid; nothing was stored.</source>
        <translation>Что-то введено неверно; ничего не сохранено.</translation>
    </message>
    <message>
        <source>The change was broken off and nothing of it was stored. Try again.</source>
        <translation>Изменение прервано, ничего из него не сохранено. Повторите попытку.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was stored, everything saved before is safe. Make room and try again.</source>
        <translation>На диске нет места. Ничего не сохранено, но всё сохранённое раньше цело. Освободите место и повторите попытку.</translation>
    </message>
    <message>
        <source>The disk or the network does not answer. Nothing was stored; check the connection and try again.</source>
        <translation>Диск или сеть не отвечает. Ничего не сохранено; проверьте подключение и повторите попытку.</translation>
    </message>
    <message>
        <source>The file can only be read. Nothing was stored; work on a copy of it.</source>
        <translation>Файл доступен только для чтения. Ничего не сохранено; работайте с его копией.</translation>
    </message>
    <message>
        <source>The file is closed already; nothing was stored.</source>
        <translation>Файл уже закрыт; ничего не сохранено.</translation>
    </message>
    <message>
        <source>The file is damaged in this place. Nothing was changed; take a copy from a backup.</source>
        <translation>Файл в этом месте повреждён. Ничего не изменено; возьмите резервную копию.</translation>
    </message>
    <message>
        <source>The file was moved, renamed or deleted, so nothing can be stored. Put it back where it was, or save a copy of what you see.</source>
        <translation>Файл переместили, переименовали или удалили, поэтому сохранить ничего нельзя. Верните его на место или сохраните копию того, что видите.</translation>
    </message>
    <message>
        <source>The user name “%1” now belongs to somebody else; nobody was brought back. Restore the user from the trash under another name.</source>
        <translation>Имя пользователя «%1» теперь занято другим; никто не восстановлен. Восстановите пользователя из корзины под другим именем.</translation>
    </message>
    <message>
        <source>There is no room on the disk for a copy of “%1”. The file itself is safe.</source>
        <translation>На диске нет места для копии файла «%1». Сам файл цел.</translation>
    </message>
    <message numerus="yes">
        <source>This is no longer possible: %Ln user(s) were deleted for good. Nothing was changed.</source>
        <translation>
            <numerusform>Это уже невозможно: навсегда удалён %Ln пользователь. Ничего не изменено.</numerusform>
            <numerusform>Это уже невозможно: навсегда удалены %Ln пользователя. Ничего не изменено.</numerusform>
            <numerusform>Это уже невозможно: навсегда удалено %Ln пользователей. Ничего не изменено.</numerusform>
        </translation>
    </message>
    <message>
        <source>This user</source>
        <translation>этот пользователь</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>другая программа</translation>
    </message>
    <message>
        <source>“%1” could not be copied (%2). The file itself is safe.</source>
        <translation>Не удалось скопировать файл «%1» (%2). Сам файл цел.</translation>
    </message>
    <message>
        <source>“%1” could not be written (%2). What was there before is untouched.</source>
        <translation>Не удалось записать «%1» (%2). То, что там было раньше, не тронуто.</translation>
    </message>
    <message>
        <source>“%1” exists already and was not touched. Choose another name.</source>
        <translation>Файл «%1» уже есть, он не тронут. Выберите другое имя.</translation>
    </message>
    <message>
        <source>“%1” has a second name on this disk, which is not safe. Open a copy of it.</source>
        <translation>У файла «%1» на этом диске есть второе имя, а это небезопасно. Откройте его копию.</translation>
    </message>
    <message>
        <source>“%1” is a database of another program, not a userbook. It was not changed.</source>
        <translation>«%1» — база данных другой программы, а не книга пользователей. Файл не изменён.</translation>
    </message>
    <message>
        <source>“%1” is a device, not a file.</source>
        <translation>«%1» — устройство, а не файл.</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose a file in it.</source>
        <translation>«%1» — папка. Выберите файл в ней.</translation>
    </message>
    <message>
        <source>“%1” is cut off: a part of it is missing. It was not changed; copy it again from where it came from.</source>
        <translation>Файл «%1» обрезан: части данных не хватает. Он не изменён; скопируйте его ещё раз оттуда, откуда взяли.</translation>
    </message>
    <message>
        <source>“%1” is damaged or was altered by another program. It was not changed.</source>
        <translation>Файл «%1» повреждён или переделан другой программой. Он не изменён.</translation>
    </message>
    <message>
        <source>“%1” is damaged, so no sound copy of it can be made. Keep the backups there are, and check the file.</source>
        <translation>Файл «%1» повреждён, исправную копию сделать нельзя. Не удаляйте имеющиеся резервные копии и проверьте файл.</translation>
    </message>
    <message>
        <source>“%1” is empty: there are no rows in it.</source>
        <translation>Файл «%1» пуст: в нём нет строк.</translation>
    </message>
    <message>
        <source>“%1” is empty: there is nothing in it to open.</source>
        <translation>Файл «%1» пуст: открывать в нём нечего.</translation>
    </message>
    <message>
        <source>“%1” is not a file that can be read.</source>
        <translation>Файл «%1» не удаётся прочитать.</translation>
    </message>
    <message>
        <source>“%1” is not a userbook. To bring in a list of users, use Import.</source>
        <translation>«%1» — не книга пользователей. Чтобы загрузить список пользователей, выберите «Импорт».</translation>
    </message>
    <message>
        <source>“%1” is not there any more. Was it moved?</source>
        <translation>Файла «%1» больше нет. Может быть, его переместили?</translation>
    </message>
    <message>
        <source>“%1” is too large. Split it into parts.</source>
        <translation>Файл «%1» слишком большой. Разделите его на части.</translation>
    </message>
    <message>
        <source>“%1” is used already by %2; nothing was stored.</source>
        <translation>«%1» уже использует %2; ничего не сохранено.</translation>
    </message>
    <message>
        <source>“%1” is used already; nothing was stored.</source>
        <translation>«%1» уже используется; ничего не сохранено.</translation>
    </message>
    <message>
        <source>“%1” may not be read by you.</source>
        <translation>У вас нет прав на чтение файла «%1».</translation>
    </message>
    <message>
        <source>“%1” may not be read or written here. Ask for permission or choose a copy.</source>
        <translation>Нет прав на чтение или запись файла «%1». Попросите доступ или выберите копию.</translation>
    </message>
    <message>
        <source>“%1” needs Userbook %2 or newer. It was not changed; update Userbook to open it.</source>
        <translation>Для файла «%1» нужна версия Userbook %2 или новее. Он не изменён; чтобы открыть его, обновите Userbook.</translation>
    </message>
    <message>
        <source>“%1” needs a newer Userbook. It was not changed; update Userbook to open it.</source>
        <translation>Для файла «%1» нужна более новая версия Userbook. Он не изменён; чтобы открыть его, обновите Userbook.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>A cell that a spreadsheet would take for a formula gets an apostrophe in front. When the file is imported here, it comes back as it was.</source>
        <translation>Если редактор таблиц может принять ячейку за формулу, перед ней ставится апостроф. При импорте сюда всё станет как было.</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln column(s)</source>
        <translation>
            <numerusform>Все столбцы (%Ln)</numerusform>
            <numerusform>Все столбцы (%Ln)</numerusform>
            <numerusform>Все столбцы (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln user(s) of the file</source>
        <translation>
            <numerusform>Все пользователи книги (%Ln)</numerusform>
            <numerusform>Все пользователи книги (%Ln)</numerusform>
            <numerusform>Все пользователи книги (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>Прервать экспорт</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Export users</source>
        <translation>Экспорт пользователей</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln column(s) shown</source>
        <translation>
            <numerusform>Только показанные (%Ln)</numerusform>
            <numerusform>Только показанные (%Ln)</numerusform>
            <numerusform>Только показанные (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln user(s) selected</source>
        <translation>
            <numerusform>Только выделенные (%Ln)</numerusform>
            <numerusform>Только выделенные (%Ln)</numerusform>
            <numerusform>Только выделенные (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln user(s) shown</source>
        <translation>
            <numerusform>Только показанные (%Ln)</numerusform>
            <numerusform>Только показанные (%Ln)</numerusform>
            <numerusform>Только показанные (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>Экспорт прерван. Ничего не записано.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
    <message>
        <source>Users written</source>
        <translation>Записано пользователей</translation>
    </message>
    <message>
        <source>Users.csv</source>
        <comment>name of a file</comment>
        <translation>Пользователи.csv</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>%1 (copy).userbook</source>
        <comment>name of a file</comment>
        <translation>%1 (копия).userbook</translation>
    </message>
    <message>
        <source>%1 (salvaged).userbook</source>
        <translation>%1 (спасённое).userbook</translation>
    </message>
    <message>
        <source>Create a userbook</source>
        <translation>Создать книгу пользователей</translation>
    </message>
    <message>
        <source>Create a userbook with these users</source>
        <translation>Создать книгу с этими пользователями</translation>
    </message>
    <message>
        <source>Sample users.userbook</source>
        <translation>Пример.userbook</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Сохранить копию</translation>
    </message>
    <message>
        <source>Save the users that can be salvaged</source>
        <translation>Сохранить пользователей, которых удастся спасти</translation>
    </message>
    <message>
        <source>Users.userbook</source>
        <translation>Пользователи.userbook</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>%1 after %2</source>
        <translation>%1: после %2</translation>
    </message>
    <message>
        <source>%1 after “%2”</source>
        <translation>%1: после «%2»</translation>
    </message>
    <message>
        <source>%1 at least “%2”</source>
        <translation>%1: не раньше «%2»</translation>
    </message>
    <message>
        <source>%1 before %2</source>
        <translation>%1: до %2</translation>
    </message>
    <message>
        <source>%1 before “%2”</source>
        <translation>%1: до «%2»</translation>
    </message>
    <message>
        <source>%1 begins with “%2”</source>
        <translation>%1: начинается с «%2»</translation>
    </message>
    <message>
        <source>%1 contains “%2”</source>
        <translation>%1: содержит «%2»</translation>
    </message>
    <message>
        <source>%1 ends with “%2”</source>
        <translation>%1: кончается на «%2»</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1: с %2</translation>
    </message>
    <message>
        <source>%1 from %2 until %3</source>
        <translation>%1: с %2 по %3</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1: пусто</translation>
    </message>
    <message>
        <source>%1 is filled in</source>
        <translation>%1: заполнено</translation>
    </message>
    <message>
        <source>%1 is “%2”</source>
        <translation>%1: ровно «%2»</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1: по %2</translation>
    </message>
    <message>
        <source>%1 up to “%2”</source>
        <translation>%1: не позже «%2»</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Any name</source>
        <translation>Любое имя</translation>
    </message>
    <message>
        <source>Any phone number</source>
        <translation>Любой телефон</translation>
    </message>
    <message>
        <source>Say what “%1” is to be compared with.</source>
        <translation>Напишите, с чем сравнить «%1».</translation>
    </message>
    <message>
        <source>Say which field is to be filled in.</source>
        <translation>Напишите, какое поле должно быть заполнено.</translation>
    </message>
    <message>
        <source>Something is missing beside this.</source>
        <translation>Рядом с этим чего-то не хватает.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>There is no field “%1”.</source>
        <translation>Поля «%1» нет.</translation>
    </message>
    <message>
        <source>This bracket is never closed.</source>
        <translation>Эта скобка нигде не закрыта.</translation>
    </message>
    <message>
        <source>This bracket was never opened.</source>
        <translation>Эта скобка нигде не открыта.</translation>
    </message>
    <message>
        <source>Too many brackets within one another.</source>
        <translation>Слишком много вложенных скобок.</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>прошлый месяц</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>прошлая неделя</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>прошлый год</translation>
    </message>
    <message>
        <source>next month</source>
        <translation>следующий месяц</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>следующая неделя</translation>
    </message>
    <message>
        <source>next year</source>
        <translation>следующий год</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>не так: %1</translation>
    </message>
    <message numerus="yes">
        <source>the last %Ln day(s)</source>
        <translation>
            <numerusform>последний %Ln день</numerusform>
            <numerusform>последние %Ln дня</numerusform>
            <numerusform>последние %Ln дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the next %Ln day(s)</source>
        <translation>
            <numerusform>следующий %Ln день</numerusform>
            <numerusform>следующие %Ln дня</numerusform>
            <numerusform>следующие %Ln дней</numerusform>
        </translation>
    </message>
    <message>
        <source>this month</source>
        <translation>этот месяц</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>эта неделя</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>этот год</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>завтра</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>вчера</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>“%1” cannot be compared like this.</source>
        <translation>«%1» так сравнить нельзя.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no. Write one of the two.</source>
        <translation>«%1» — ни да, ни нет. Напишите одно из двух.</translation>
    </message>
    <message>
        <source>“%1” is not a date. Write it like 2026-12-31, 2026-12, today or last month.</source>
        <translation>«%1» — не дата. Пишите так: 31.12.2026, 2026-12, сегодня или прошлый месяц.</translation>
    </message>
    <message>
        <source>“%1” is not a status. Write active, disabled, not_yet, expires_soon or expired.</source>
        <translation>«%1» — не статус. Напишите: активен, отключён, истекает или истёк.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Add a filter…</source>
        <translation>Добавить фильтр…</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Фильтры</translation>
    </message>
    <message>
        <source>Remove the filter: %1</source>
        <translation>Убрать фильтр: %1</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Убрать этот фильтр</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>Сохранить этот поиск…</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Add a filter</source>
        <translation>Добавить фильтр</translation>
    </message>
    <message>
        <source>after…</source>
        <translation>после…</translation>
    </message>
    <message>
        <source>before…</source>
        <translation>до…</translation>
    </message>
    <message>
        <source>contains…</source>
        <translation>содержит…</translation>
    </message>
    <message>
        <source>does not contain…</source>
        <translation>не содержит…</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>is exactly…</source>
        <translation>ровно…</translation>
    </message>
    <message>
        <source>is filled in</source>
        <translation>заполнено</translation>
    </message>
    <message>
        <source>on a day, in a month, in a year…</source>
        <translation>день, месяц или год…</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>All users are in the one file you opened. To carry it away, use File › Save a copy…; nothing is sent anywhere.</source>
        <translation>Все пользователи хранятся в одном файле — в том, который вы открыли. Чтобы унести его с собой, выберите «Файл › Сохранить копию…». Программа ничего никуда не отправляет.</translation>
    </message>
    <message>
        <source>Be safe: a backup is made on each day when something has changed, and before large changes. File › Backups… looks inside them, compares and restores. Tools › Check file… goes through the whole file and repairs what can be repaired.</source>
        <translation>Надёжность: резервная копия делается каждый день, когда что-то изменилось, и перед большими изменениями. В меню «Файл › Резервные копии…» их можно посмотреть, сравнить и восстановить. «Инструменты › Проверить файл…» проверит весь файл и исправит то, что можно исправить.</translation>
    </message>
    <message>
        <source>Bring in: drop a table of users (CSV) on the window. You see what will be added and changed before anything is.</source>
        <translation>Импорт: перетащите в окно таблицу с пользователями (CSV). Сначала вы увидите, что добавится и изменится.</translation>
    </message>
    <message>
        <source>Change: choose a user, type in the fields on the side, press Save. Esc takes back what was typed; Undo takes back what was saved.</source>
        <translation>Правка: выберите пользователя, заполните поля в карточке сбоку и нажмите «Сохранить». Esc возвращает то, что было до ввода, а «Отменить» — то, что было до сохранения.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Dates: changed:today, created:&quot;last month&quot;, valid_until:&quot;next 30 days&quot;, created:2026-01..2026-03, valid_until&lt;2026-07. Filters of SCIM are understood, too: userName sw &quot;ann&quot; and active eq true.</source>
        <translation>Даты: изменён:сегодня, создан:«прошлый месяц», valid_until:«следующие 30 дней», создан:2026-01..2026-03, valid_until&lt;2026-07. Понятны и фильтры SCIM: active eq true and title pr.</translation>
    </message>
    <message>
        <source>Filter: department:sales is a part of a value, department=Sales all of it, user_name:a* how it begins. has:email is filled in, -has:email is not. active:no, status:expired. A minus before anything excludes it; OR and brackets combine: (department:sales OR department:support) -has:phone. Add a filter… (Ctrl+Shift+F) writes all this for you.</source>
        <translation>Отобрать: отдел:продажи — часть значения, отдел=Продажи — всё значение, user_name:а* — его начало. есть:телефон — поле заполнено, -есть:телефон — пусто. активен:нет, статус:expired. Минус впереди исключает; ИЛИ и скобки соединяют: (отдел:продажи ИЛИ отдел:склад) -есть:телефон. «Добавить фильтр…» (Ctrl+Shift+F) напишет всё это за вас.</translation>
    </message>
    <message>
        <source>Find: type any part of a name, an address, a number or a department. Several words must all occur, in any order; &quot;in quotation marks&quot; as they stand.</source>
        <translation>Найти: введите любую часть имени, адреса, номера или отдела. Если слов несколько, должны встретиться все, в любом порядке; «в кавычках» — так, как написано.</translation>
    </message>
    <message>
        <source>Go back: Undo works across days and restarts. History shows what was done, by whom and when, and can take any of it back; under a user it restores single values. Deleted users wait in the trash. View › Look back… shows all users as they were on an earlier day.</source>
        <translation>Возврат: «Отменить» работает и на следующий день, и после перезапуска. История показывает, кто, когда и что сделал, и позволяет отменить любое изменение, а в карточке пользователя — вернуть отдельные значения. Удалённые пользователи ждут в корзине. «Вид › Взгляд в прошлое…» показывает всех пользователей такими, какими они были раньше.</translation>
    </message>
    <message>
        <source>Help and shortcuts</source>
        <translation>Справка и сочетания клавиш</translation>
    </message>
    <message>
        <source>Save a search: Edit › Save this search… keeps it with the file, among the places. There F2 renames it, Delete removes it, Alt with the arrows moves it.</source>
        <translation>Сохранить поиск: «Правка › Сохранить этот поиск…» хранит его в файле, среди разделов. Там F2 переименовывает его, Delete убирает, Alt со стрелками двигает.</translation>
    </message>
    <message>
        <source>Take out: Export writes the users and columns that you see, in that order.</source>
        <translation>Экспорт: в файл попадают те пользователи и столбцы, которые вы видите, в том же порядке.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (now: %2)</source>
        <translation>%1 (сейчас: %2)</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>%1: changed</source>
        <translation>%1: изменено</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавлен</translation>
    </message>
    <message>
        <source>All values after this change:</source>
        <translation>Все значения после этого изменения:</translation>
    </message>
    <message>
        <source>All values were then as they are now:</source>
        <translation>Все значения были такими же, как сейчас:</translation>
    </message>
    <message>
        <source>Another program</source>
        <translation>Другая программа</translation>
    </message>
    <message>
        <source>Beginning of the file</source>
        <translation>Начало файла</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>Восстановлен</translation>
    </message>
    <message>
        <source>Change done again</source>
        <translation>Изменение повторено</translation>
    </message>
    <message>
        <source>Change undone</source>
        <translation>Изменение отменено</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Changed by an import</source>
        <translation>Изменён при импорте</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>Изменён другой программой</translation>
    </message>
    <message>
        <source>Deleted for good</source>
        <translation>Удалён навсегда</translation>
    </message>
    <message>
        <source>Deleting for good</source>
        <translation>Удаление навсегда</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Повторено: %1</translation>
    </message>
    <message>
        <source>Earlier values restored</source>
        <translation>Возвращены прежние значения</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Карточка</translation>
    </message>
    <message>
        <source>Hide these values</source>
        <translation>Скрыть эти значения</translation>
    </message>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импорт</translation>
    </message>
    <message>
        <source>Make “%1” empty again</source>
        <translation>Снова очистить поле «%1»</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>Перемещён в корзину</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Повтор</translation>
    </message>
    <message>
        <source>Restore all these values</source>
        <translation>Вернуть все эти значения</translation>
    </message>
    <message>
        <source>Restore “%1” in “%2”</source>
        <translation>Вернуть «%1» в поле «%2»</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Восстановление</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>Сразу несколько</translation>
    </message>
    <message>
        <source>Show all values after this change</source>
        <translation>Показать все значения после этого изменения</translation>
    </message>
    <message>
        <source>Show older changes</source>
        <translation>Показать более ранние</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message>
        <source>This was taken back.</source>
        <translation>Это уже отменено.</translation>
    </message>
    <message>
        <source>To bring back earlier values, restore the user first.</source>
        <translation>Чтобы вернуть прежние значения, сначала восстановите пользователя.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message>
        <source>What a file begins with is not taken back.</source>
        <translation>То, с чего начинается файл, не отменяется.</translation>
    </message>
    <message>
        <source>What another program removed is only in backups.</source>
        <translation>Удалённое другой программой есть только в резервных копиях.</translation>
    </message>
    <message>
        <source>What was deleted for good is only in backups.</source>
        <translation>Удалённое навсегда есть только в резервных копиях.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>изменено</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>неизвестно</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 · taken back since</source>
        <translation>%1 · %2 · %3 · позже отменено</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Стало</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Choose a change to see what it did</source>
        <translation>Выберите изменение, чтобы увидеть, что оно сделало</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>History of this file</source>
        <translation>История этого файла</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Как</translation>
    </message>
    <message>
        <source>Look at the file before this change</source>
        <translation>Показать файл до этого изменения</translation>
    </message>
    <message>
        <source>No change matches what you have chosen above.</source>
        <translation>Нет изменений, которые подходят под выбранное выше.</translation>
    </message>
    <message>
        <source>Nothing has been changed in this file yet.</source>
        <translation>В этом файле ещё ничего не менялось.</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>Показать все изменения</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Take this change back</source>
        <translation>Отменить это изменение</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Отменено: «%1»</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>По</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
    <message>
        <source>Users of this change</source>
        <translation>Пользователи этого изменения</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>any</source>
        <translation>как угодно</translation>
    </message>
    <message>
        <source>any date</source>
        <translation>любая дата</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>кто угодно</translation>
    </message>
    <message>
        <source>deleted for good</source>
        <translation>удалён навсегда</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>отменено</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>%1 of %2 columns used</source>
        <translation>Столбцов выбрано: %1 из %2</translation>
    </message>
    <message>
        <source>%1 refused.csv</source>
        <comment>name of a file</comment>
        <translation>%1 (отклонено).csv</translation>
    </message>
    <message numerus="yes">
        <source>%Ln blank row(s) left out</source>
        <translation>
            <numerusform>Пропущена %Ln пустая строка</numerusform>
            <numerusform>Пропущены %Ln пустые строки</numerusform>
            <numerusform>Пропущено %Ln пустых строк</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) saved to “%1”</source>
        <translation>
            <numerusform>В файл «%1» сохранена %Ln строка</numerusform>
            <numerusform>В файл «%1» сохранены %Ln строки</numerusform>
            <numerusform>В файл «%1» сохранено %Ln строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Add %1, change %2</source>
        <translation>Добавить %1, изменить %2</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln user(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>Добавить %Ln пользователя</numerusform>
            <numerusform>Добавить %Ln пользователей</numerusform>
            <numerusform>Добавить %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Другой файл…</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Авто</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Импортировать как</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Central European (Windows-1250)</source>
        <translation>Центральноевропейская (Windows-1250)</translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>Изменить %Ln пользователя</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>one row</comment>
        <translation>Изменится</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>several rows</comment>
        <translation>Изменятся</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Настроить…</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>Выбрать другую…</translation>
    </message>
    <message>
        <source>Colon</source>
        <translation>Двоеточие</translation>
    </message>
    <message>
        <source>Column %1 becomes</source>
        <translation>Столбец «%1» импортировать как</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Столбец файла</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Запятая</translation>
    </message>
    <message>
        <source>Cyrillic (DOS 866)</source>
        <translation>Кириллица (DOS 866)</translation>
    </message>
    <message>
        <source>Cyrillic (KOI8-R)</source>
        <translation>Кириллица (KOI8-R)</translation>
    </message>
    <message>
        <source>Cyrillic (Windows-1251)</source>
        <translation>Кириллица (Windows-1251)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>Не импортировать</translation>
    </message>
    <message>
        <source>Empty cells erase stored values</source>
        <translation>Пустые ячейки стирают сохранённые значения</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодировка</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Greek (ISO 8859-7)</source>
        <translation>Греческая (ISO 8859-7)</translation>
    </message>
    <message>
        <source>Hide choices</source>
        <translation>Скрыть настройки</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импортировать</translation>
    </message>
    <message>
        <source>Import users</source>
        <translation>Импорт пользователей</translation>
    </message>
    <message>
        <source>Japanese (Shift JIS)</source>
        <translation>Японская (Shift JIS)</translation>
    </message>
    <message>
        <source>Korean (EUC-KR)</source>
        <translation>Корейская (EUC-KR)</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Строка %1</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Проверить ещё раз</translation>
    </message>
    <message>
        <source>Looking at every row…</source>
        <translation>Проверяем все строки…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Names of columns</source>
        <translation>Заголовки столбцов</translation>
    </message>
    <message>
        <source>Names of columns in line %1</source>
        <translation>Заголовки в строке %1</translation>
    </message>
    <message>
        <source>New</source>
        <comment>one row</comment>
        <translation>Новый</translation>
    </message>
    <message>
        <source>New</source>
        <comment>several rows</comment>
        <translation>Новые</translation>
    </message>
    <message>
        <source>No header</source>
        <translation>Без заголовков</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>Импортировать нечего</translation>
    </message>
    <message>
        <source>Passwords are never read</source>
        <translation>Пароли не импортируются</translation>
    </message>
    <message>
        <source>Problem</source>
        <comment>one row</comment>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Problems</source>
        <comment>several rows</comment>
        <translation>С ошибками</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>Rows looked at</source>
        <translation>Проверено строк</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Строки файла</translation>
    </message>
    <message>
        <source>Save refused rows</source>
        <translation>Сохранить строки с ошибками</translation>
    </message>
    <message>
        <source>Save refused rows…</source>
        <translation>Сохранить строки с ошибками…</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Точка с запятой</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Разделитель</translation>
    </message>
    <message>
        <source>Simplified Chinese (GB 18030)</source>
        <translation>Китайская упрощённая (GB 18030)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Проверка остановлена. Ничего не изменено.</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Табуляция</translation>
    </message>
    <message>
        <source>The encoding is a guess: %1. Does this read well? %2</source>
        <translation>Кодировка определена наугад: %1. Текст читается правильно? %2</translation>
    </message>
    <message>
        <source>This userbook can only be read.</source>
        <translation>Книга открыта только для чтения.</translation>
    </message>
    <message>
        <source>Traditional Chinese (Big5)</source>
        <translation>Китайская традиционная (Big5)</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <comment>one row</comment>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <comment>several rows</comment>
        <translation>Без изменений</translation>
    </message>
    <message>
        <source>Unicode (UTF-16)</source>
        <translation>Юникод (UTF-16)</translation>
    </message>
    <message>
        <source>Unicode (UTF-32)</source>
        <translation>Юникод (UTF-32)</translation>
    </message>
    <message>
        <source>Unicode (UTF-8)</source>
        <translation>Юникод (UTF-8)</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>Вертикальная черта</translation>
    </message>
    <message>
        <source>Western European (ISO 8859-1)</source>
        <translation>Западноевропейская (ISO 8859-1)</translation>
    </message>
    <message>
        <source>Western European (Mac)</source>
        <translation>Западноевропейская (Mac)</translation>
    </message>
    <message>
        <source>Western European (Windows-1252)</source>
        <translation>Западноевропейская (Windows-1252)</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>“Yes” means disabled</source>
        <translation>«Да» — значит отключён</translation>
    </message>
</context>
<context>
    <name>LookBar</name>
    <message>
        <source>&amp;Back to the open file</source>
        <translation>Ве&amp;рнуться к открытому файлу</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation>Панель инструментов</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>&amp;Ascending</source>
        <translation>По &amp;возрастанию</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Столбцы</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>По &amp;убыванию</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>Сорт&amp;ировать по</translation>
    </message>
    <message>
        <source>&amp;Then by</source>
        <translation>&amp;Затем по</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Инструменты</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>П&amp;ользователь</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Недавние файлы</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close message</source>
        <translation>Закрыть сообщение</translation>
    </message>
    <message>
        <source>Close message (Esc)</source>
        <translation>Закрыть сообщение (Esc)</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Копировать подробности</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Ошибка: %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Сообщение: %1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Предупреждение: %1</translation>
    </message>
</context>
<context>
    <name>MomentDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>Взгляд в прошлое</translation>
    </message>
    <message>
        <source>See all users as they were at this moment. Looking changes nothing.</source>
        <translation>Покажем всех пользователей такими, какими они были в этот момент. В файле ничего не изменится.</translation>
    </message>
    <message>
        <source>The last change before then: %1 (%2, %3)</source>
        <translation>Последнее изменение до этого: %1 (%2, %3)</translation>
    </message>
    <message>
        <source>This is before the first change that the file knows of.</source>
        <translation>Это раньше первого изменения, о котором знает файл.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Type a date, or choose one with Alt+Down.</source>
        <translation>Введите дату или выберите её по Alt+↓.</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message numerus="yes">
        <source>%Ln column(s) have no place beside the last one. Show more columns.</source>
        <translation>
            <numerusform>%Ln столбец не помещается за последним. Покажите больше столбцов.</numerusform>
            <numerusform>%Ln столбца не помещаются за последним. Покажите больше столбцов.</numerusform>
            <numerusform>%Ln столбцов не помещаются за последним. Покажите больше столбцов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) have no place below the last user.</source>
        <translation>
            <numerusform>%Ln строка не помещается под последним пользователем.</numerusform>
            <numerusform>%Ln строки не помещаются под последним пользователем.</numerusform>
            <numerusform>%Ln строк не помещаются под последним пользователем.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) would change.</source>
        <translation>
            <numerusform>Изменится %Ln пользователь.</numerusform>
            <numerusform>Изменятся %Ln пользователя.</numerusform>
            <numerusform>Изменятся %Ln пользователей.</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Станет</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <translation>
            <numerusform>Изменить %Ln пользователя</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Столбец</translation>
    </message>
    <message>
        <source>Nothing is stored before what is wrong is mended where you copied it.</source>
        <translation>Ничего не сохранится, пока вы не исправите ошибки там, откуда копировали.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставка</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Active</source>
        <translation>Активные</translation>
    </message>
    <message>
        <source>All users</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Changed today</source>
        <translation>Правки сегодня</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Отключённые</translation>
    </message>
    <message>
        <source>Expire soon</source>
        <translation>Истекает срок</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>for the history of your files</source>
        <translation>для истории ваших файлов</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message numerus="yes">
        <source>%Ln user(s) exported to %1</source>
        <translation>
            <numerusform>В файл «%1» экспортирован %Ln пользователь</numerusform>
            <numerusform>В файл «%1» экспортированы %Ln пользователя</numerusform>
            <numerusform>В файл «%1» экспортировано %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy was saved as %1.</source>
        <translation>Копия сохранена как %1.</translation>
    </message>
    <message>
        <source>Check file…</source>
        <translation>Проверить файл…</translation>
    </message>
    <message>
        <source>No backup could be made. %1</source>
        <translation>Не удалось сделать резервную копию. %1</translation>
    </message>
    <message>
        <source>Restore under another name…</source>
        <translation>Вернуть под другим именем…</translation>
    </message>
    <message>
        <source>Salvage…</source>
        <translation>Спасти данные…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Сохранить копию…</translation>
    </message>
    <message>
        <source>Something went wrong that should not. Nothing saved before was touched.</source>
        <translation>Произошла непредвиденная ошибка. Всё сохранённое раньше цело.</translation>
    </message>
    <message>
        <source>This file can only be read here: look, search and export, but nothing can be changed.</source>
        <translation>Файл открыт только для чтения: можно смотреть, искать и экспортировать, но нельзя ничего изменить.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>%1 is taken by %2. Choose another.</source>
        <translation>%1 уже занято, его использует %2. Выберите другое.</translation>
    </message>
    <message>
        <source>%1 is taken. Choose another.</source>
        <translation>%1 уже занято. Выберите другое.</translation>
    </message>
    <message>
        <source>A user name has no spaces. Use a dot or a hyphen instead.</source>
        <translation>В имени пользователя не бывает пробелов. Замените их точкой или дефисом.</translation>
    </message>
    <message>
        <source>Enter a user name.</source>
        <translation>Введите имя пользователя.</translation>
    </message>
    <message>
        <source>Enter something here.</source>
        <translation>Заполните это поле.</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Ошибка: %1</translation>
    </message>
    <message>
        <source>Holds an invisible control character (%1). Type the text anew.</source>
        <translation>Здесь есть невидимый управляющий символ (%1). Введите текст заново.</translation>
    </message>
    <message>
        <source>Holds an invisible mark that turns the direction of writing. Type it anew.</source>
        <translation>Здесь есть невидимый знак, меняющий направление письма. Введите текст заново.</translation>
    </message>
    <message>
        <source>Holds half a character (%1). Type the text anew.</source>
        <translation>Здесь есть половина символа (%1). Введите текст заново.</translation>
    </message>
    <message>
        <source>Invisible marks of the direction of writing are left out.</source>
        <translation>Невидимые знаки направления письма будут убраны.</translation>
    </message>
    <message>
        <source>It gets the user name “%1”, because none was given.</source>
        <translation>Имя пользователя не указано, им станет «%1».</translation>
    </message>
    <message>
        <source>Mixes letters of several alphabets that look alike. Is it meant so?</source>
        <translation>Смешаны похожие буквы разных алфавитов. Так и задумано?</translation>
    </message>
    <message>
        <source>Not a time zone. One looks like Europe/Berlin or UTC.</source>
        <translation>Это не часовой пояс. Пример: Europe/Moscow или UTC.</translation>
    </message>
    <message>
        <source>Not a web address. One begins with https:// or http://.</source>
        <translation>Это не веб-адрес. Он начинается с https:// или http://.</translation>
    </message>
    <message>
        <source>Not an e-mail address. One looks like name@example.com.</source>
        <translation>Это не адрес электронной почты. Пример: name@example.com.</translation>
    </message>
    <message>
        <source>Not the code of a language. Codes look like en or ru-RU.</source>
        <translation>Это не код языка. Пример: ru или en-GB.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Примечание: %1</translation>
    </message>
    <message>
        <source>Only reachable inside your own network: there is no dot after the @.</source>
        <translation>Доступен только в вашей сети: после @ нет точки.</translation>
    </message>
    <message>
        <source>Several users have this e-mail address. Add their user names to the file.</source>
        <translation>Этот адрес есть у нескольких пользователей. Добавьте в файл их имена пользователей.</translation>
    </message>
    <message numerus="yes">
        <source>The row ends %Ln cell(s) too early.</source>
        <translation>
            <numerusform>В строке не хватает %Ln ячейки.</numerusform>
            <numerusform>В строке не хватает %Ln ячеек.</numerusform>
            <numerusform>В строке не хватает %Ln ячеек.</numerusform>
        </translation>
    </message>
    <message>
        <source>The row has more cells than the header: %1. Is the separator right?</source>
        <translation>В строке больше ячеек, чем заголовков: %1. Верно ли выбран разделитель?</translation>
    </message>
    <message>
        <source>The same user as in line %1 of the file.</source>
        <translation>Тот же пользователь, что в строке %1 файла.</translation>
    </message>
    <message>
        <source>This is before “%1”. Change one of the two dates.</source>
        <translation>Эта дата раньше, чем «%1». Измените одну из двух дат.</translation>
    </message>
    <message>
        <source>This may not be a complete phone number. Check it.</source>
        <translation>Похоже, номер телефона неполный. Проверьте его.</translation>
    </message>
    <message numerus="yes">
        <source>Too long. Shorten it to %Ln character(s).</source>
        <translation>
            <numerusform>Слишком длинно. Сократите до %Ln символа.</numerusform>
            <numerusform>Слишком длинно. Сократите до %Ln символов.</numerusform>
            <numerusform>Слишком длинно. Сократите до %Ln символов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Предупреждение: %1</translation>
    </message>
    <message>
        <source>“%1” (%2) cannot be in a user name. Use letters, digits, dots or hyphens.</source>
        <translation>Знак «%1» (%2) недопустим в имени пользователя. Используйте буквы, цифры, точки и дефисы.</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no. Write one of the two.</source>
        <translation>«%1» — ни да, ни нет. Напишите одно из двух.</translation>
    </message>
    <message>
        <source>“%1” is not a date. Write it like 2026-12-31.</source>
        <translation>«%1» — не дата. Пример: 31.12.2026.</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>%1 files (%2)</source>
        <translation>Файлы %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln user name(s) now belong to somebody else.</source>
        <translation>
            <numerusform>%Ln имя пользователя теперь занято.</numerusform>
            <numerusform>%Ln имени пользователя теперь заняты.</numerusform>
            <numerusform>%Ln имён пользователя теперь заняты.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) with changes that are not saved</source>
        <translation>
            <numerusform>У %Ln пользователя есть несохранённые изменения</numerusform>
            <numerusform>У %Ln пользователей есть несохранённые изменения</numerusform>
            <numerusform>У %Ln пользователей есть несохранённые изменения</numerusform>
        </translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Choose a list of users</source>
        <translation>Выберите список пользователей</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Выбрать другое имя</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln user(s) for good?</source>
        <translation>
            <numerusform>Удалить %Ln пользователя навсегда?</numerusform>
            <numerusform>Удалить %Ln пользователей навсегда?</numerusform>
            <numerusform>Удалить %Ln пользователей навсегда?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete backup</source>
        <translation>Удалить копию</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Удалить навсегда</translation>
    </message>
    <message>
        <source>Delete this backup?</source>
        <translation>Удалить эту резервную копию?</translation>
    </message>
    <message>
        <source>Delete “%1” for good?</source>
        <translation>Удалить пользователя «%1» навсегда?</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Не сохранять</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>Очистить корзину</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Стереть</translation>
    </message>
    <message numerus="yes">
        <source>Erase every trace of %Ln user(s)?</source>
        <translation>
            <numerusform>Стереть все следы %Ln пользователя?</numerusform>
            <numerusform>Стереть все следы %Ln пользователей?</numerusform>
            <numerusform>Стереть все следы %Ln пользователей?</numerusform>
        </translation>
    </message>
    <message>
        <source>Erase every trace of “%1”?</source>
        <translation>Стереть все следы пользователя «%1»?</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>Имя файла:</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Папка:</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Прервать</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Вернуться</translation>
    </message>
    <message>
        <source>Go on without a backup</source>
        <translation>Продолжить без копии</translation>
    </message>
    <message>
        <source>If you close the file now, these changes are lost.</source>
        <translation>Если закрыть файл сейчас, эти изменения пропадут.</translation>
    </message>
    <message>
        <source>If you keep them, you will find them when you open the file again.</source>
        <translation>Если их оставить, они будут на месте, когда вы снова откроете файл.</translation>
    </message>
    <message>
        <source>If you replace it, what it holds now is lost.</source>
        <translation>Если заменить его, нынешнее содержимое пропадёт.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Не удалять</translation>
    </message>
    <message>
        <source>Keep for next time</source>
        <translation>Оставить на потом</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>Тип файла:</translation>
    </message>
    <message>
        <source>Leave in the trash</source>
        <translation>Оставить в корзине</translation>
    </message>
    <message>
        <source>No backup could be made first.</source>
        <translation>Сделать резервную копию перед этим не удалось.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Open a userbook</source>
        <translation>Открыть книгу пользователей</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Restore with numbers</source>
        <translation>Восстановить с номерами</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановиться</translation>
    </message>
    <message>
        <source>Tables (%1)</source>
        <translation>Таблицы (%1)</translation>
    </message>
    <message>
        <source>The open file and the other backups stay as they are.</source>
        <translation>Открытый файл и другие резервные копии останутся как есть.</translation>
    </message>
    <message>
        <source>These users can come back with a number after their user name, like “%1”.</source>
        <translation>Этих пользователей можно восстановить с номером после имени, например «%1».</translation>
    </message>
    <message>
        <source>This is not finished. If you give it up, the file stays as it was before. If you wait, the file is closed as soon as this is done.</source>
        <translation>Работа не закончена. Если прервать её, файл останется таким, каким был до неё. Если подождать, файл закроется сразу по её окончании.</translation>
    </message>
    <message>
        <source>Userbook</source>
        <translation>Userbook</translation>
    </message>
    <message>
        <source>Userbooks (%1)</source>
        <translation>Книги пользователей (%1)</translation>
    </message>
    <message>
        <source>Wait, then close</source>
        <translation>Подождать и закрыть</translation>
    </message>
    <message>
        <source>What leaves the trash can only come back from a backup.</source>
        <translation>Удалённое из корзины можно вернуть только из резервной копии.</translation>
    </message>
    <message>
        <source>What this file holds about them is overwritten: in the list, the trash, the history and the drafts. This cannot be undone. Backups and copies made before still hold it.</source>
        <translation>Все эти данные будут затёрты: в списке, корзине, истории и черновиках. Отменить это нельзя. В резервных и других копиях, сделанных раньше, они останутся.</translation>
    </message>
    <message>
        <source>You can go on without one. Or stop here, make room on the disk, and try again.</source>
        <translation>Можно продолжить без неё. Или остановитесь, освободите место на диске и повторите попытку.</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>Файл «%1» уже есть.</translation>
    </message>
</context>
<context>
    <name>ReadOnly</name>
    <message>
        <source>The disk that this file is on can only be read. You can look, search and export; copy the file to another disk to change it.</source>
        <translation>Диск с этим файлом доступен только для чтения. Можно смотреть, искать и экспортировать; чтобы изменять файл, скопируйте его на другой диск.</translation>
    </message>
    <message>
        <source>This file was made by Userbook %1, which is newer. You can look, search and export; update Userbook to change it.</source>
        <translation>Этот файл создан более новой версией — Userbook %1. Можно смотреть, искать и экспортировать; чтобы изменять файл, обновите Userbook.</translation>
    </message>
    <message>
        <source>This file was made by a newer Userbook. You can look, search and export; update Userbook to change it.</source>
        <translation>Этот файл создан более новой версией Userbook. Можно смотреть, искать и экспортировать; чтобы изменять файл, обновите Userbook.</translation>
    </message>
    <message>
        <source>This is a read-only copy of the file, which another program did not finish writing and which cannot be completed where it is. You can look, search and export.</source>
        <translation>Это копия файла только для чтения: другая программа не закончила запись в него, а завершить её на месте нельзя. Можно смотреть, искать и экспортировать.</translation>
    </message>
    <message>
        <source>You may not write to the folder of this file. You can look, search and export; ask for permission, or copy the file to another folder, to change it.</source>
        <translation>У вас нет прав на запись в папку этого файла. Можно смотреть, искать и экспортировать; чтобы изменять файл, попросите доступ или скопируйте его в другую папку.</translation>
    </message>
    <message>
        <source>You may read this file but not write to it. You can look, search and export; ask its owner for permission, or copy it, to change it.</source>
        <translation>У вас есть право читать этот файл, но не изменять его. Можно смотреть, искать и экспортировать; чтобы изменять файл, попросите доступ у владельца или сделайте копию.</translation>
    </message>
</context>
<context>
    <name>SalvageDialog</name>
    <message>
        <source>%1 of %2 pages could not be read, but nothing was lost with them.</source>
        <translation>Не удалось прочитать страниц: %1 из %2, но с ними ничего не потеряно.</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) of the history recovered.</source>
        <translation>
            <numerusform>Спасено %Ln изменение из истории.</numerusform>
            <numerusform>Спасены %Ln изменения из истории.</numerusform>
            <numerusform>Спасено %Ln изменений из истории.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier value(s) in the history could not be recovered.</source>
        <translation>
            <numerusform>Не удалось спасти %Ln прежнее значение из истории.</numerusform>
            <numerusform>Не удалось спасти %Ln прежних значения из истории.</numerusform>
            <numerusform>Не удалось спасти %Ln прежних значений из истории.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) could not be recovered: %1</source>
        <translation>
            <numerusform>Не удалось спасти %Ln пользователя: %1</numerusform>
            <numerusform>Не удалось спасти %Ln пользователей: %1</numerusform>
            <numerusform>Не удалось спасти %Ln пользователей: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have lost the value of a field: %1</source>
        <translation>
            <numerusform>У %Ln пользователя потеряно значение поля: %1</numerusform>
            <numerusform>У %Ln пользователей потеряно значение поля: %1</numerusform>
            <numerusform>У %Ln пользователей потеряно значение поля: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) in the trash recovered.</source>
        <translation>
            <numerusform>Спасён %Ln пользователь в корзине.</numerusform>
            <numerusform>Спасены %Ln пользователя в корзине.</numerusform>
            <numerusform>Спасено %Ln пользователей в корзине.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) recovered.</source>
        <translation>
            <numerusform>Спасён %Ln пользователь.</numerusform>
            <numerusform>Спасены %Ln пользователя.</numerusform>
            <numerusform>Спасено %Ln пользователей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were put in the trash, since a newer one has the same user name: %1</source>
        <translation>
            <numerusform>Такое же имя пользователя есть у более нового; в корзину помещён %Ln пользователь: %1</numerusform>
            <numerusform>Такое же имя пользователя есть у более нового; в корзину помещены %Ln пользователя: %1</numerusform>
            <numerusform>Такое же имя пользователя есть у более нового; в корзину помещено %Ln пользователей: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Everything that can still be read of “%1” is put into “%2”. The damaged file is not changed.</source>
        <translation>Всё, что ещё можно прочитать в файле «%1», переносится в «%2». Повреждённый файл не меняется.</translation>
    </message>
    <message>
        <source>No file was made, and nothing was changed.</source>
        <translation>Файл не создан, ничего не изменено.</translation>
    </message>
    <message>
        <source>Pages read</source>
        <translation>Прочитано страниц</translation>
    </message>
    <message>
        <source>Salvage a damaged file</source>
        <translation>Спасение данных из повреждённого файла</translation>
    </message>
    <message>
        <source>“%2” holds everything that could be read of “%1”. The damaged file was not changed: keep it until you are sure that nothing is missing.</source>
        <translation>В файле «%2» собрано всё, что удалось прочитать в файле «%1». Повреждённый файл не изменён: храните его, пока не убедитесь, что ничего не пропало.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Добавить фильтр</translation>
    </message>
    <message numerus="yes">
        <source>Search %Ln user(s), or department:sales</source>
        <translation>
            <numerusform>Поиск: %Ln пользователь, или отдел:продажи</numerusform>
            <numerusform>Поиск: %Ln пользователя, или отдел:продажи</numerusform>
            <numerusform>Поиск: %Ln пользователей, или отдел:продажи</numerusform>
        </translation>
    </message>
    <message>
        <source>Search users</source>
        <translation>Поиск пользователей</translation>
    </message>
    <message>
        <source>Search users (Ctrl+F)</source>
        <translation>Поиск (Ctrl+F)</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Подсказки</translation>
    </message>
</context>
<context>
    <name>SearchNameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Name in the list of places:</source>
        <translation>Название в списке разделов:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Saved search</source>
        <translation>Сохранённый поиск</translation>
    </message>
    <message>
        <source>There is a saved search of this name already.</source>
        <translation>Сохранённый поиск с таким названием уже есть.</translation>
    </message>
</context>
<context>
    <name>SearchPresenter</name>
    <message>
        <source>Saved search “%1” removed</source>
        <translation>Сохранённый поиск «%1» убран</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Move down</source>
        <translation>Переместить вниз</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Переместить вверх</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Сохранённые</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>active</source>
        <translation>активен</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>отключён</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>срок истёк</translation>
    </message>
    <message>
        <source>expires soon</source>
        <translation>срок скоро истечёт</translation>
    </message>
    <message>
        <source>not yet valid</source>
        <translation>ещё не действует</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%1 of %Ln user(s)</source>
        <translation>
            <numerusform>%1 из %Ln пользователя</numerusform>
            <numerusform>%1 из %Ln пользователей</numerusform>
            <numerusform>%1 из %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>выбран %Ln</numerusform>
            <numerusform>выбрано %Ln</numerusform>
            <numerusform>выбрано %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <translation>
            <numerusform>%Ln пользователь</numerusform>
            <numerusform>%Ln пользователя</numerusform>
            <numerusform>%Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %1 of %Ln user(s)</source>
        <translation>
            <numerusform>Не меньше %1 из %Ln пользователя</numerusform>
            <numerusform>Не меньше %1 из %Ln пользователей</numerusform>
            <numerusform>Не меньше %1 из %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes not saved</source>
        <translation>Есть несохранённые изменения</translation>
    </message>
    <message>
        <source>Everything saved ✓</source>
        <translation>Всё сохранено ✓</translation>
    </message>
    <message>
        <source>Give up: nothing of it stays</source>
        <translation>Прервать: ничего не останется</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход выполнения</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Только чтение</translation>
    </message>
</context>
<context>
    <name>TrashBar</name>
    <message>
        <source>Deleted users are kept</source>
        <translation>Удалённые хранятся</translation>
    </message>
    <message>
        <source>Empty trash…</source>
        <translation>Очистить корзину…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message numerus="yes">
        <source>for %Ln day(s)</source>
        <translation>
            <numerusform>%Ln день</numerusform>
            <numerusform>%Ln дня</numerusform>
            <numerusform>%Ln дней</numerusform>
        </translation>
    </message>
    <message>
        <source>until the trash is emptied</source>
        <translation>до очистки корзины</translation>
    </message>
</context>
<context>
    <name>UserFields</name>
    <message>
        <source>Active</source>
        <translation>Активен</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Отдел</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Отображаемое имя</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Электронная почта</translation>
    </message>
    <message>
        <source>Employee number</source>
        <translation>Табельный номер</translation>
    </message>
    <message>
        <source>External ID</source>
        <translation>Внешний ID</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Locale</source>
        <translation>Региональный формат</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>Мобильный телефон</translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation>Псевдоним</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Кабинет</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Preferred language</source>
        <translation>Предпочитаемый язык</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>Title after the name</source>
        <translation>Степень или звание</translation>
    </message>
    <message>
        <source>Title before the name</source>
        <translation>Обращение</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>User type</source>
        <translation>Тип пользователя</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Действует с</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действует по</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Веб-страница</translation>
    </message>
</context>
<context>
    <name>UserForm</name>
    <message numerus="yes">
        <source>%Ln user(s) selected</source>
        <translation>
            <numerusform>Выбран %Ln пользователь</numerusform>
            <numerusform>Выбраны %Ln пользователя</numerusform>
            <numerusform>Выбрано %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty for all)</source>
        <translation>(пусто у всех)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(пусто)</translation>
    </message>
    <message>
        <source>(several values)</source>
        <translation>(разные значения)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Учётная запись</translation>
    </message>
    <message>
        <source>Add again</source>
        <translation>Добавить заново</translation>
    </message>
    <message>
        <source>Add user</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Another program has deleted this user. What you typed is kept.</source>
        <translation>Другая программа удалила этого пользователя. Всё, что вы ввели, сохранилось.</translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <translation>
            <numerusform>Изменить %Ln пользователя</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
            <numerusform>Изменить %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed, not saved yet.</source>
        <translation>Изменено, но ещё не сохранено.</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Контакты</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Карточка</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Fewer fields</source>
        <translation>Меньше полей</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Оставить моё</translation>
    </message>
    <message>
        <source>Mine:</source>
        <translation>Моё:</translation>
    </message>
    <message>
        <source>More fields</source>
        <translation>Больше полей</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Новый пользователь</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Личные данные</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Язык и регион</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Сбросить</translation>
    </message>
    <message>
        <source>Revert %1</source>
        <translation>Сбросить: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Save and new</source>
        <translation>Добавить ещё</translation>
    </message>
    <message>
        <source>Select a user to see the details</source>
        <translation>Выберите пользователя — здесь&#xa0;появится&#xa0;карточка</translation>
    </message>
    <message>
        <source>Show this user</source>
        <translation>Показать этого пользователя</translation>
    </message>
    <message>
        <source>Somebody else changed this user meanwhile</source>
        <translation>Тем временем этого пользователя изменил кто-то другой</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Принять чужое</translation>
    </message>
    <message>
        <source>Theirs:</source>
        <translation>Чужое:</translation>
    </message>
    <message>
        <source>in the trash</source>
        <translation>в корзине</translation>
    </message>
</context>
<context>
    <name>UserNameDialog</name>
    <message>
        <source>Leave in the trash</source>
        <translation>Оставить в корзине</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Restore this user under another user name:</source>
        <translation>Восстановить под другим именем пользователя:</translation>
    </message>
    <message>
        <source>The user name “%1” now belongs to somebody else.</source>
        <translation>Имя пользователя «%1» теперь занято другим.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Имя пользователя</translation>
    </message>
</context>
<context>
    <name>UsersTable</name>
    <message>
        <source>%1, sorted ascending, column %2 of the order</source>
        <translation>%1, по возрастанию, столбец %2 в порядке сортировки</translation>
    </message>
    <message>
        <source>%1, sorted descending, column %2 of the order</source>
        <translation>%1, по убыванию, столбец %2 в порядке сортировки</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>Кем удалён</translation>
    </message>
    <message>
        <source>Deleted on</source>
        <translation>Когда удалён</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>100 invented people to look around with</source>
        <translation>100 вымышленных пользователей, чтобы осмотреться</translation>
    </message>
    <message>
        <source>A new file, on this computer or a shared folder</source>
        <translation>Новый файл на этом компьютере или в общей папке</translation>
    </message>
    <message>
        <source>A userbook that somebody made before</source>
        <translation>Готовая книга пользователей</translation>
    </message>
    <message>
        <source>Create a userbook</source>
        <translation>Создать книгу пользователей</translation>
    </message>
    <message>
        <source>Keep the users of your organisation in one file.</source>
        <translation>Все пользователи вашей организации — в одном файле.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Открыть…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Недавние файлы</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Убрать из списка</translation>
    </message>
    <message>
        <source>Try sample users</source>
        <translation>Посмотреть пример</translation>
    </message>
    <message>
        <source>Userbook</source>
        <translation>Userbook</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>не найден</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 в секунду</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) left</source>
        <translation>
            <numerusform>осталась %Ln минута</numerusform>
            <numerusform>осталось %Ln минуты</numerusform>
            <numerusform>осталось %Ln минут</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) left</source>
        <translation>
            <numerusform>осталась %Ln секунда</numerusform>
            <numerusform>осталось %Ln секунды</numerusform>
            <numerusform>осталось %Ln секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %Ln user(s)</source>
        <translation>
            <numerusform>Добавление %Ln пользователя</numerusform>
            <numerusform>Добавление %Ln пользователей</numerusform>
            <numerusform>Добавление %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bringing %Ln user(s) back</source>
        <translation>
            <numerusform>Возвращение %Ln пользователя</numerusform>
            <numerusform>Возвращение %Ln пользователей</numerusform>
            <numerusform>Возвращение %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changing %Ln user(s)</source>
        <translation>
            <numerusform>Изменение %Ln пользователя</numerusform>
            <numerusform>Изменение %Ln пользователей</numerusform>
            <numerusform>Изменение %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting %Ln user(s) for good</source>
        <translation>
            <numerusform>Удаление навсегда %Ln пользователя</numerusform>
            <numerusform>Удаление навсегда %Ln пользователей</numerusform>
            <numerusform>Удаление навсегда %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erasing %Ln user(s)</source>
        <translation>
            <numerusform>Стирание %Ln пользователя</numerusform>
            <numerusform>Стирание %Ln пользователей</numerusform>
            <numerusform>Стирание %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting ready what the file was then</source>
        <translation>Готовится файл, каким он был тогда</translation>
    </message>
    <message>
        <source>Given up. Nothing was changed.</source>
        <translation>Прервано. Ничего не изменено.</translation>
    </message>
    <message numerus="yes">
        <source>Importing %Ln user(s)</source>
        <translation>
            <numerusform>Импорт %Ln пользователя</numerusform>
            <numerusform>Импорт %Ln пользователей</numerusform>
            <numerusform>Импорт %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %Ln user(s) from “%1”</source>
        <translation>
            <numerusform>Импорт %Ln пользователя из «%1»</numerusform>
            <numerusform>Импорт %Ln пользователей из «%1»</numerusform>
            <numerusform>Импорт %Ln пользователей из «%1»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moving %Ln user(s) to the trash</source>
        <translation>
            <numerusform>Перемещение в корзину %Ln пользователя</numerusform>
            <numerusform>Перемещение в корзину %Ln пользователей</numerusform>
            <numerusform>Перемещение в корзину %Ln пользователей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restoring %Ln user(s) from a backup</source>
        <translation>
            <numerusform>Восстановление из резервной копии %Ln пользователя</numerusform>
            <numerusform>Восстановление из резервной копии %Ln пользователей</numerusform>
            <numerusform>Восстановление из резервной копии %Ln пользователей</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Сохраняется копия</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message numerus="yes">
        <source>Taken back: %1. %Ln user(s) moved to the trash.</source>
        <translation>
            <numerusform>Отменено: %1. В корзину перемещён %Ln пользователь.</numerusform>
            <numerusform>Отменено: %1. В корзину перемещены %Ln пользователя.</numerusform>
            <numerusform>Отменено: %1. В корзину перемещено %Ln пользователей.</numerusform>
        </translation>
    </message>
    <message>
        <source>Taking back: %1</source>
        <translation>Отменяется: %1</translation>
    </message>
    <message>
        <source>Taking in what another program wrote</source>
        <translation>Учитывается записанное другой программой</translation>
    </message>
</context>
<context>
    <name>WorkspacePage</name>
    <message>
        <source>Close details</source>
        <translation>Закрыть карточку</translation>
    </message>
    <message>
        <source>Close details (Esc)</source>
        <translation>Закрыть карточку (Esc)</translation>
    </message>
</context>
</TS>
