<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%Ln user(s) added</source>
        <translation>
            <numerusform>%Ln user added</numerusform>
            <numerusform>%Ln users added</numerusform>
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
        <source>%Ln user(s) deleted</source>
        <translation>
            <numerusform>%Ln user deleted</numerusform>
            <numerusform>%Ln users deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) imported</source>
        <translation>
            <numerusform>%Ln user imported</numerusform>
            <numerusform>%Ln users imported</numerusform>
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
        <source>The %Ln user(s) shown</source>
        <translation>
            <numerusform>The %Ln user shown</numerusform>
            <numerusform>The %Ln users shown</numerusform>
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
        <source>%Ln user(s) with changes that are not saved</source>
        <translation>
            <numerusform>%Ln user with changes that are not saved</numerusform>
            <numerusform>%Ln users with changes that are not saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln user(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>Delete %Ln user</numerusform>
            <numerusform>Delete %Ln users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln user(s)?</source>
        <translation>
            <numerusform>Delete %Ln user?</numerusform>
            <numerusform>Delete %Ln users?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message numerus="yes">
        <source>Search %Ln user(s) (Ctrl+F)</source>
        <translation>
            <numerusform>Search %Ln user (Ctrl+F)</numerusform>
            <numerusform>Search %Ln users (Ctrl+F)</numerusform>
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
</TS>
