; The installer: for one user, without an administrator. Compiled on Linux by packaging/build.py.
;
; Exit codes: 0 done, 1 stopped by the user, 5 the program is running, 6 files could not be put in
; place, 7 this Windows is too old. Each version has a folder of its own, which gets its name only
; when it is whole; current.ini names the one in use and the one before it.
Unicode true
Target amd64-unicode
!ifndef VERSION | STAGE | OUT | ICON | PANEL | LANGUAGES | SIZE
  !error "wants VERSION, STAGE, OUT, ICON, PANEL, LANGUAGES, SIZE"
!endif
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
Name "MediaDesk"
OutFile "${OUT}"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\MediaDesk"
InstallDirRegKey HKCU "Software\MediaDesk" "InstallDir"
BrandingText "MediaDesk ${VERSION}"
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "MediaDesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The MediaDesk authors, MIT"
VIAddVersionKey "FileDescription" "MediaDesk"

!define OWN "Software\MediaDesk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\MediaDesk"
!define CLASSES "Software\Classes"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
!define MUI_ABORTWARNING
!define MUI_UNABORTWARNING
!define MUI_LANGDLL_WINDOWTITLE "MediaDesk"
!define MUI_LANGDLL_INFO "Орнату тілі. Язык установки. Language of the setup."
!define MUI_LANGDLL_REGISTRY_ROOT "HKCU"
!define MUI_LANGDLL_REGISTRY_KEY "${OWN}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"
!define MUI_FINISHPAGE_RUN "$INSTDIR\MediaDesk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGEEX "${LANGUAGES}" "Kazakh"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

!macro Words NAME KAZAKH RUSSIAN ENGLISH
  LangString ${NAME} ${LANG_KAZAKH} "${KAZAKH}"
  LangString ${NAME} ${LANG_RUSSIAN} "${RUSSIAN}"
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
!macroend
!insertmacro Words RUNNING \
  "MediaDesk іске қосулы. Оны жауып, «Қайталау» түймесін басыңыз." \
  "MediaDesk запущен. Закройте его и нажмите «Повтор»." \
  "MediaDesk is running. Close it and press Retry."
!insertmacro Words BROKEN \
  "Файлдарды орналастыру мүмкін болмады. Бұрынғы нұсқа өзгерген жоқ." \
  "Не удалось разместить файлы. Прежняя версия не тронута." \
  "The files could not be put in place. The version that was installed before was not touched."
!insertmacro Words TOO_OLD \
  "MediaDesk үшін 64 биттік Windows 10 (1809 нұсқасы) немесе одан жаңасы қажет." \
  "Для MediaDesk нужна 64-разрядная Windows 10 (версия 1809) или новее." \
  "MediaDesk needs Windows 10 (version 1809) or later, 64 bits."
!insertmacro Words PREVIOUS \
  "MediaDesk, бұрынғы нұсқа" "MediaDesk, прежняя версия" "MediaDesk, previous version"
!insertmacro Words PROOF \
  "MediaDesk, орнатуды тексеру" "MediaDesk, проверка установки" "MediaDesk, check of the installation"
!insertmacro Words DATA_STAYS \
  "Орталықтың деректері орнында қалады." \
  "Данные центра останутся на месте." \
  "The data of the centre stays where it is."
!insertmacro Words PACKAGE \
  "MediaDesk кеңсе пакеті" "Пакет офиса MediaDesk" "MediaDesk package of an office"
!insertmacro Words CARD \
  "MediaDesk кеңсе карточкасы" "Карточка офиса MediaDesk" "MediaDesk card of an office"
!insertmacro Words TEXTS \
  "MediaDesk құжат мәтіндері" "Тексты бумаг MediaDesk" "MediaDesk texts of papers"
!insertmacro Words BACKUP \
  "MediaDesk сақтық көшірмесі" "Резервная копия MediaDesk" "MediaDesk backup"

; The program's files: what they are and their picture. A double click opens the page that takes them in.
!macro FileType ENDING NAME WORDS
  WriteRegStr HKCU "${CLASSES}\.${ENDING}" "" "MediaDesk.${NAME}"
  WriteRegStr HKCU "${CLASSES}\MediaDesk.${NAME}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\MediaDesk.${NAME}\DefaultIcon" "" "$INSTDIR\MediaDesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\MediaDesk.${NAME}\shell\open\command" "" '"$INSTDIR\MediaDesk.exe" "%1"'
!macroend
!macro NoFileType ENDING NAME
  DeleteRegKey HKCU "${CLASSES}\.${ENDING}"
  DeleteRegKey HKCU "${CLASSES}\MediaDesk.${NAME}"
!macroend
!macro TellShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; The file of a running program cannot be opened for writing. A program that has just started this
; setup gets ten seconds to end.
!macro RefuseWhileRunning FILE
  !define ID ${__LINE__}
  try_again_${ID}:
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    StrCpy $4 0
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${FILE}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      IntOp $4 $4 + 1
      ${If} $4 > 20
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY try_again_${ID}
        SetErrorLevel 5
        Abort
      ${EndIf}
      Sleep 500
    ${Loop}
  ${EndIf}
  !undef ID
!macroend

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 7
    Abort
  ${EndIf}
FunctionEnd

Section "MediaDesk"
  SectionIn RO
  AddSize ${SIZE}
  !insertmacro RefuseWhileRunning "MediaDesk.exe"
  !insertmacro RefuseWhileRunning "mediadesk-console.exe"
  RMDir /r "$INSTDIR\versions\${VERSION}.partial"
  RMDir /r "$INSTDIR\versions\${VERSION}.old"
  ClearErrors
  SetOutPath "$INSTDIR\versions\${VERSION}.partial"
  SetOverwrite try
  File /r "${STAGE}/versions/${VERSION}/*.*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    StrCpy $5 "broken"
  ${Else}
    StrCpy $5 ""
    ${If} ${FileExists} "$INSTDIR\versions\${VERSION}\*.*" ; the same version is installed once more
      Rename "$INSTDIR\versions\${VERSION}" "$INSTDIR\versions\${VERSION}.old"
    ${EndIf}
    ClearErrors
    Rename "$INSTDIR\versions\${VERSION}.partial" "$INSTDIR\versions\${VERSION}"
    ${If} ${Errors}
      StrCpy $5 "broken"
      Rename "$INSTDIR\versions\${VERSION}.old" "$INSTDIR\versions\${VERSION}"
    ${EndIf}
  ${EndIf}
  ${If} $5 != ""
    MessageBox MB_OK|MB_ICONSTOP "$(BROKEN)" /SD IDOK
    SetErrorLevel 6
    Abort
  ${EndIf}
  SetOverwrite on
  File "${STAGE}/MediaDesk.exe"
  File "${STAGE}/mediadesk-console.exe"
  ; previous <- current, current <- this one
  ReadINIStr $0 "$INSTDIR\current.ini" "app" "current"
  ${If} $0 != ""
  ${AndIf} $0 != "${VERSION}"
    WriteINIStr "$INSTDIR\current.ini" "app" "previous" "$0"
  ${EndIf}
  WriteINIStr "$INSTDIR\current.ini" "app" "current" "${VERSION}"
  FlushINI "$INSTDIR\current.ini"
  ReadINIStr $1 "$INSTDIR\current.ini" "app" "previous"
  ; Older versions than the previous one go, and what a broken installation left.
  FindFirst $2 $3 "$INSTDIR\versions\*.*"
  ${DoWhile} $3 != ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
    ${AndIf} $3 != "${VERSION}"
    ${AndIf} $3 != $1
      RMDir /r "$INSTDIR\versions\$3"
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${OWN}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${OWN}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "MediaDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "MediaDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\MediaDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  !insertmacro FileType "mdpack" "Package" "$(PACKAGE)"
  !insertmacro FileType "mdcard" "Card" "$(CARD)"
  !insertmacro FileType "mdtexts" "Texts" "$(TEXTS)"
  !insertmacro FileType "mdbackup" "Backup" "$(BACKUP)"
  !insertmacro TellShell
  CreateDirectory "$SMPROGRAMS\MediaDesk"
  Delete "$SMPROGRAMS\MediaDesk\*.lnk" ; their names may be in another language
  CreateShortcut "$SMPROGRAMS\MediaDesk\MediaDesk.lnk" "$INSTDIR\MediaDesk.exe"
  CreateShortcut "$SMPROGRAMS\MediaDesk\$(PROOF).lnk" "$INSTDIR\mediadesk-console.exe" \
    'self-test --report "$DESKTOP\mediadesk-report.txt"'
  ${If} $1 != ""
  ${AndIf} ${FileExists} "$INSTDIR\versions\$1\*.*"
    CreateShortcut "$SMPROGRAMS\MediaDesk\$(PREVIOUS).lnk" "$INSTDIR\MediaDesk.exe" "--previous"
  ${EndIf}
  CreateShortcut "$DESKTOP\MediaDesk.lnk" "$INSTDIR\MediaDesk.exe"
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning "MediaDesk.exe"
  !insertmacro RefuseWhileRunning "mediadesk-console.exe"
  ; Only what the installer made. The centre's data lives elsewhere and is never touched.
  RMDir /r "$INSTDIR\versions"
  Delete "$INSTDIR\MediaDesk.exe"
  Delete "$INSTDIR\mediadesk-console.exe"
  Delete "$INSTDIR\current.ini"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\MediaDesk\*.lnk"
  RMDir "$SMPROGRAMS\MediaDesk"
  Delete "$DESKTOP\MediaDesk.lnk"
  !insertmacro NoFileType "mdpack" "Package"
  !insertmacro NoFileType "mdcard" "Card"
  !insertmacro NoFileType "mdtexts" "Texts"
  !insertmacro NoFileType "mdbackup" "Backup"
  !insertmacro TellShell
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${OWN}"
  DetailPrint "$(DATA_STAYS)"
SectionEnd
