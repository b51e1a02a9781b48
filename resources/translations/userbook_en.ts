<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Backups</name>
    <message numerus="yes">
        <source>%Ln user(s) added</source>
        <translation>
            <numerusform>%Ln user added</numerusform>
            <numerusform>%Ln users added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed</source>
        <translation>
            <numerusform>%Ln user changed</numerusform>
            <numerusform>%Ln users changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) deleted</source>
        <translation>
            <numerusform>%Ln user deleted</numerusform>
            <numerusform>%Ln users deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This is how %1 was on %2, without %Ln user(s) who were later deleted for good. Nothing can be changed here.</source>
        <translation>
            <numerusform>This is how %1 was on %2, without %Ln user who was later deleted for good. Nothing can be changed here.</numerusform>
            <numerusform>This is how %1 was on %2, without %Ln users who were later deleted for good. Nothing can be changed here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message numerus="yes">
        <source>%Ln more user(s) are not listed here.</source>
        <translation>
            <numerusform>%Ln more user is not listed here.</numerusform>
            <numerusform>%Ln more users are not listed here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln user(s)</source>
        <translation>
            <numerusform>Restore %Ln user</numerusform>
            <numerusform>Restore %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message numerus="yes">
        <source>%Ln change(s) do not match what took them back.</source>
        <translation>
            <numerusform>%Ln change does not match what took it back.</numerusform>
            <numerusform>%Ln changes do not match what took them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) in the history</source>
        <translation>
            <numerusform>%Ln change in the history</numerusform>
            <numerusform>%Ln changes in the history</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) that the history refers to are missing.</source>
        <translation>
            <numerusform>%Ln change that the history refers to is missing.</numerusform>
            <numerusform>%Ln changes that the history refers to are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) in the file do not hold what they should.</source>
        <translation>
            <numerusform>%Ln place in the file does not hold what it should.</numerusform>
            <numerusform>%Ln places in the file do not hold what they should.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <translation>
            <numerusform>%Ln user</numerusform>
            <numerusform>%Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) are not where the history has left them.</source>
        <translation>
            <numerusform>%Ln user is not where the history has left them.</numerusform>
            <numerusform>%Ln users are not where the history has left them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) cannot be found by searching.</source>
        <translation>
            <numerusform>%Ln user cannot be found by searching.</numerusform>
            <numerusform>%Ln users cannot be found by searching.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have a value that cannot be read.</source>
        <translation>
            <numerusform>%Ln user has a value that cannot be read.</numerusform>
            <numerusform>%Ln users have a value that cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have the user name of somebody else.</source>
        <translation>
            <numerusform>%Ln user has the user name of somebody else.</numerusform>
            <numerusform>%Ln users have the user name of somebody else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) in the trash</source>
        <translation>
            <numerusform>%Ln user in the trash</numerusform>
            <numerusform>%Ln users in the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) may be found or sorted wrongly.</source>
        <translation>
            <numerusform>%Ln user may be found or sorted wrongly.</numerusform>
            <numerusform>%Ln users may be found or sorted wrongly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The history of %Ln user(s) has a gap.</source>
        <translation>
            <numerusform>The history of %Ln user has a gap.</numerusform>
            <numerusform>The history of %Ln users has a gap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The search index has %Ln user(s) who do not exist.</source>
        <translation>
            <numerusform>The search index has %Ln user who does not exist.</numerusform>
            <numerusform>The search index has %Ln users who do not exist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The search index was repaired in %Ln place(s).</source>
        <translation>
            <numerusform>The search index was repaired in %Ln place.</numerusform>
            <numerusform>The search index was repaired in %Ln places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%Ln added</source>
        <translation>
            <numerusform>%Ln added</numerusform>
            <numerusform>%Ln added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <translation>
            <numerusform>%Ln changed</numerusform>
            <numerusform>%Ln changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln removed</source>
        <translation>
            <numerusform>%Ln removed</numerusform>
            <numerusform>%Ln removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) added</source>
        <translation>
            <numerusform>%Ln user added</numerusform>
            <numerusform>%Ln users added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) added by another program</source>
        <translation>
            <numerusform>%Ln user added by another program</numerusform>
            <numerusform>%Ln users added by another program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) brought back</source>
        <translation>
            <numerusform>%Ln user brought back</numerusform>
            <numerusform>%Ln users brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed</source>
        <translation>
            <numerusform>%Ln user changed</numerusform>
            <numerusform>%Ln users changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) changed by another program</source>
        <translation>
            <numerusform>%Ln user changed by another program</numerusform>
            <numerusform>%Ln users changed by another program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) deleted for good</source>
        <translation>
            <numerusform>%Ln user deleted for good</numerusform>
            <numerusform>%Ln users deleted for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) erased</source>
        <translation>
            <numerusform>%Ln user erased</numerusform>
            <numerusform>%Ln users erased</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) imported</source>
        <translation>
            <numerusform>%Ln user imported</numerusform>
            <numerusform>%Ln users imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) imported from “%1”</source>
        <translation>
            <numerusform>%Ln user imported from “%1”</numerusform>
            <numerusform>%Ln users imported from “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) moved to the trash</source>
        <translation>
            <numerusform>%Ln user moved to the trash</numerusform>
            <numerusform>%Ln users moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) removed by another program</source>
        <translation>
            <numerusform>%Ln user removed by another program</numerusform>
            <numerusform>%Ln users removed by another program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) restored from a backup</source>
        <translation>
            <numerusform>%Ln user restored from a backup</numerusform>
            <numerusform>%Ln users restored from a backup</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftsOffer</name>
    <message numerus="yes">
        <source>%Ln more user(s) have changes that were not saved</source>
        <translation>
            <numerusform>%Ln more user has changes that were not saved</numerusform>
            <numerusform>%Ln more users have changes that were not saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have changes that were not saved</source>
        <translation>
            <numerusform>%Ln user has changes that were not saved</numerusform>
            <numerusform>%Ln users have changes that were not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message numerus="yes">
        <source>Without %1: %Ln user(s)</source>
        <translation>
            <numerusform>Without %1: %Ln user</numerusform>
            <numerusform>Without %1: %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message numerus="yes">
        <source>%Ln user name(s) now belong to others; nobody was brought back. Restore these users from the trash under other names.</source>
        <translation>
            <numerusform>%Ln user name now belongs to others; nobody was brought back. Restore these users from the trash under other names.</numerusform>
            <numerusform>%Ln user names now belong to others; nobody was brought back. Restore these users from the trash under other names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were changed afterwards (%1), on %2 by %3. Nothing was taken back.</source>
        <translation>
            <numerusform>%Ln user was changed afterwards (%1), on %2 by %3. Nothing was taken back.</numerusform>
            <numerusform>%Ln users were changed afterwards (%1), on %2 by %3. Nothing was taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were changed afterwards (%1). Nothing was taken back.</source>
        <translation>
            <numerusform>%Ln user was changed afterwards (%1). Nothing was taken back.</numerusform>
            <numerusform>%Ln users were changed afterwards (%1). Nothing was taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This is no longer possible: %Ln user(s) were deleted for good. Nothing was changed.</source>
        <translation>
            <numerusform>This is no longer possible: %Ln user was deleted for good. Nothing was changed.</numerusform>
            <numerusform>This is no longer possible: %Ln users were deleted for good. Nothing was changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>All %Ln column(s)</source>
        <translation>
            <numerusform>All %Ln column</numerusform>
            <numerusform>All %Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln user(s) of the file</source>
        <translation>
            <numerusform>All %Ln user of the file</numerusform>
            <numerusform>All %Ln users of the file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln column(s) shown</source>
        <translation>
            <numerusform>The %Ln column shown</numerusform>
            <numerusform>The %Ln columns shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln user(s) selected</source>
        <translation>
            <numerusform>The %Ln user selected</numerusform>
            <numerusform>The %Ln users selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln user(s) shown</source>
        <translation>
            <numerusform>The %Ln user shown</numerusform>
            <numerusform>The %Ln users shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message numerus="yes">
        <source>the last %Ln day(s)</source>
        <translation>
            <numerusform>the last %Ln day</numerusform>
            <numerusform>the last %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the next %Ln day(s)</source>
        <translation>
            <numerusform>the next %Ln day</numerusform>
            <numerusform>the next %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%Ln blank row(s) left out</source>
        <translation>
            <numerusform>%Ln blank row left out</numerusform>
            <numerusform>%Ln blank rows left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) saved to “%1”</source>
        <translation>
            <numerusform>%Ln row saved to “%1”</numerusform>
            <numerusform>%Ln rows saved to “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln user(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>Add %Ln user</numerusform>
            <numerusform>Add %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>Change %Ln user</numerusform>
            <numerusform>Change %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message numerus="yes">
        <source>%Ln column(s) have no place beside the last one. Show more columns.</source>
        <translation>
            <numerusform>%Ln column has no place beside the last one. Show more columns.</numerusform>
            <numerusform>%Ln columns have no place beside the last one. Show more columns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) have no place below the last user.</source>
        <translation>
            <numerusform>%Ln row has no place below the last user.</numerusform>
            <numerusform>%Ln rows have no place below the last user.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) would change.</source>
        <translation>
            <numerusform>%Ln user would change.</numerusform>
            <numerusform>%Ln users would change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <translation>
            <numerusform>Change %Ln user</numerusform>
            <numerusform>Change %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message numerus="yes">
        <source>%Ln user(s) exported to %1</source>
        <translation>
            <numerusform>%Ln user exported to %1</numerusform>
            <numerusform>%Ln users exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>The row ends %Ln cell(s) too early.</source>
        <translation>
            <numerusform>The row ends %Ln cell too early.</numerusform>
            <numerusform>The row ends %Ln cells too early.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too long. Shorten it to %Ln character(s).</source>
        <translation>
            <numerusform>Too long. Shorten it to %Ln character.</numerusform>
            <numerusform>Too long. Shorten it to %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message numerus="yes">
        <source>%Ln user name(s) now belong to somebody else.</source>
        <translation>
            <numerusform>%Ln user name now belongs to somebody else.</numerusform>
            <numerusform>%Ln user names now belong to somebody else.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) with changes that are not saved</source>
        <translation>
            <numerusform>%Ln user with changes that are not saved</numerusform>
            <numerusform>%Ln users with changes that are not saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln user(s) for good?</source>
        <translation>
            <numerusform>Delete %Ln user for good?</numerusform>
            <numerusform>Delete %Ln users for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase every trace of %Ln user(s)?</source>
        <translation>
            <numerusform>Erase every trace of %Ln user?</numerusform>
            <numerusform>Erase every trace of %Ln users?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SalvageDialog</name>
    <message numerus="yes">
        <source>%Ln change(s) of the history recovered.</source>
        <translation>
            <numerusform>%Ln change of the history recovered.</numerusform>
            <numerusform>%Ln changes of the history recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier value(s) in the history could not be recovered.</source>
        <translation>
            <numerusform>%Ln earlier value in the history could not be recovered.</numerusform>
            <numerusform>%Ln earlier values in the history could not be recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) could not be recovered: %1</source>
        <translation>
            <numerusform>%Ln user could not be recovered: %1</numerusform>
            <numerusform>%Ln users could not be recovered: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) have lost the value of a field: %1</source>
        <translation>
            <numerusform>%Ln user has lost the value of a field: %1</numerusform>
            <numerusform>%Ln users have lost the value of a field: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) in the trash recovered.</source>
        <translation>
            <numerusform>%Ln user in the trash recovered.</numerusform>
            <numerusform>%Ln users in the trash recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) recovered.</source>
        <translation>
            <numerusform>%Ln user recovered.</numerusform>
            <numerusform>%Ln users recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were put in the trash, since a newer one has the same user name: %1</source>
        <translation>
            <numerusform>%Ln user was put in the trash, since a newer one has the same user name: %1</numerusform>
            <numerusform>%Ln users were put in the trash, since a newer one has the same user name: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message numerus="yes">
        <source>Search %Ln user(s), or department:sales</source>
        <translation>
            <numerusform>Search %Ln user, or department:sales</numerusform>
            <numerusform>Search %Ln users, or department:sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%1 of %Ln user(s)</source>
        <translation>
            <numerusform>%1 of %Ln user</numerusform>
            <numerusform>%1 of %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s)</source>
        <translation>
            <numerusform>%Ln user</numerusform>
            <numerusform>%Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %1 of %Ln user(s)</source>
        <translation>
            <numerusform>At least %1 of %Ln user</numerusform>
            <numerusform>At least %1 of %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashBar</name>
    <message numerus="yes">
        <source>for %Ln day(s)</source>
        <translation>
            <numerusform>for %Ln day</numerusform>
            <numerusform>for %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserForm</name>
    <message numerus="yes">
        <source>%Ln user(s) selected</source>
        <translation>
            <numerusform>%Ln user selected</numerusform>
            <numerusform>%Ln users selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln user(s)</source>
        <translation>
            <numerusform>Change %Ln user</numerusform>
            <numerusform>Change %Ln users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message numerus="yes">
        <source>%Ln minute(s) left</source>
        <translation>
            <numerusform>%Ln minute left</numerusform>
            <numerusform>%Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) left</source>
        <translation>
            <numerusform>%Ln second left</numerusform>
            <numerusform>%Ln seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %Ln user(s)</source>
        <translation>
            <numerusform>Adding %Ln user</numerusform>
            <numerusform>Adding %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bringing %Ln user(s) back</source>
        <translation>
            <numerusform>Bringing %Ln user back</numerusform>
            <numerusform>Bringing %Ln users back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changing %Ln user(s)</source>
        <translation>
            <numerusform>Changing %Ln user</numerusform>
            <numerusform>Changing %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting %Ln user(s) for good</source>
        <translation>
            <numerusform>Deleting %Ln user for good</numerusform>
            <numerusform>Deleting %Ln users for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erasing %Ln user(s)</source>
        <translation>
            <numerusform>Erasing %Ln user</numerusform>
            <numerusform>Erasing %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %Ln user(s)</source>
        <translation>
            <numerusform>Importing %Ln user</numerusform>
            <numerusform>Importing %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %Ln user(s) from “%1”</source>
        <translation>
            <numerusform>Importing %Ln user from “%1”</numerusform>
            <numerusform>Importing %Ln users from “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Moving %Ln user(s) to the trash</source>
        <translation>
            <numerusform>Moving %Ln user to the trash</numerusform>
            <numerusform>Moving %Ln users to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restoring %Ln user(s) from a backup</source>
        <translation>
            <numerusform>Restoring %Ln user from a backup</numerusform>
            <numerusform>Restoring %Ln users from a backup</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back: %1. %Ln user(s) moved to the trash.</source>
        <translation>
            <numerusform>Taken back: %1. %Ln user moved to the trash.</numerusform>
            <numerusform>Taken back: %1. %Ln users moved to the trash.</numerusform>
        </translation>
    </message>
</context>
</TS>
