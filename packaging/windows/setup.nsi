; The installer: for one user, without an administrator. Compiled on Linux by packaging/build.py.
Unicode true
Target amd64-unicode
!ifndef VERSION | STAGE | OUT
  !error "wants VERSION, STAGE, OUT, ICON, LANGUAGES, SIZE"
!endif
!include "MUI2.nsh"
!include "LogicLib.nsh"
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

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\MediaDesk"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT "HKCU"
!define MUI_LANGDLL_REGISTRY_KEY "Software\MediaDesk"
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

LangString RUNNING ${LANG_ENGLISH} "MediaDesk is running. Close it and press Retry."
LangString RUNNING ${LANG_RUSSIAN} "MediaDesk запущен. Закройте его и нажмите «Повтор»."
LangString RUNNING ${LANG_KAZAKH} "MediaDesk іске қосулы. Оны жауып, «Қайталау» түймесін басыңыз."
LangString BROKEN ${LANG_ENGLISH} "The files could not be put in place. The version that was installed before was not touched."
LangString BROKEN ${LANG_RUSSIAN} "Не удалось разместить файлы. Прежняя версия не тронута."
LangString BROKEN ${LANG_KAZAKH} "Файлдарды орналастыру мүмкін болмады. Бұрынғы нұсқаға тиіскен жоқ."
LangString PREVIOUS ${LANG_ENGLISH} "MediaDesk, previous version"
LangString PREVIOUS ${LANG_RUSSIAN} "MediaDesk, прежняя версия"
LangString PREVIOUS ${LANG_KAZAKH} "MediaDesk, бұрынғы нұсқа"
LangString DATA_STAYS ${LANG_ENGLISH} "The data of the centre stays where it is."
LangString DATA_STAYS ${LANG_RUSSIAN} "Данные центра останутся на месте."
LangString DATA_STAYS ${LANG_KAZAKH} "Орталықтың деректері орнында қалады."

!macro RefuseWhileRunning
  try_again:
  ${If} ${FileExists} "$INSTDIR\MediaDesk.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\MediaDesk.exe" a ; the file of a running program cannot be opened for writing
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY try_again
      SetErrorLevel 5
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Section "MediaDesk"
  SectionIn RO
  AddSize ${SIZE}
  !insertmacro RefuseWhileRunning
  ; Each version has a folder of its own and gets its name only when it is whole.
  RMDir /r "$INSTDIR\versions\${VERSION}.partial"
  SetOutPath "$INSTDIR\versions\${VERSION}.partial"
  File /r "${STAGE}/versions/${VERSION}/*.*"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\versions\${VERSION}"
  ClearErrors
  Rename "$INSTDIR\versions\${VERSION}.partial" "$INSTDIR\versions\${VERSION}"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(BROKEN)" /SD IDOK
    SetErrorLevel 6
    Abort
  ${EndIf}
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
  ; Older versions than the previous one go.
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
  WriteRegStr HKCU "Software\MediaDesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\MediaDesk" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "MediaDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "MediaDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\MediaDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  CreateDirectory "$SMPROGRAMS\MediaDesk"
  CreateShortcut "$SMPROGRAMS\MediaDesk\MediaDesk.lnk" "$INSTDIR\MediaDesk.exe"
  ${If} $1 != ""
    CreateShortcut "$SMPROGRAMS\MediaDesk\$(PREVIOUS).lnk" "$INSTDIR\MediaDesk.exe" "--previous"
  ${EndIf}
  CreateShortcut "$DESKTOP\MediaDesk.lnk" "$INSTDIR\MediaDesk.exe"
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning
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
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\MediaDesk"
  DetailPrint "$(DATA_STAYS)"
SectionEnd
